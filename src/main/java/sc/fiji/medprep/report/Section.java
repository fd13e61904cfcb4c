package sc.fiji.medprep.report;

import java.util.List;

/**
 * A part of the report page that a command adds: paragraphs, then a table.
 *
 * @param title its heading
 * @param paragraphs plain text
 * @param columns headings of the table; empty if there is none
 * @param rows of the table; a cell that is a number stands to the right
 */
public record Section(String title, List<String> paragraphs, List<String> columns, List<List<String>> rows) {}
