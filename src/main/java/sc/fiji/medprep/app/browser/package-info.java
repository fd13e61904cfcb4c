/** The list of series in a folder: found, shown with small pictures, and chosen by number or by hand. */
package sc.fiji.medprep.app.browser;
