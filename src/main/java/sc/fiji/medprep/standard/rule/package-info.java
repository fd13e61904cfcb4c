/**
 * The rules of PS3.3 as data: conditions in three values, value sets and modules of each object. Facts only; the sentences stay
 * in the standard.
 * <p>
 * The texts lie beside the tables in {@code standard/rules}, a statement a line, {@code #} begins a comment, indentation means
 * nothing. They lie over the tables of modules and objects, which know Types and usages but no conditions; what they leave out of
 * a Type 1C or 2C cannot be told.
 *
 * <pre>
 * in general-series                       # the root of a module; a functional group macro has a + before its name
 * in general-image/DerivationCodeSequence # items of a sequence of a module
 * in &#42;/ReferencedImageSequence            # items of this sequence anywhere, where no exact place says otherwise
 * in *                                    # anywhere
 * in iod ct-image                         # an object: its modules, and attributes where it overrides them
 *
 * Laterality if CONDITION                 # 1C, 2C: required if true, absent if false
 * Laterality if CONDITION or-may          # may be present if false
 * Rows type 1                             # another Type, or a new attribute; may be followed by if
 * SamplesPerPixel enum 1 3                # Enumerated Values of each value; with spaces: "A B"
 * ImageType[3] terms AXIAL LOCALIZER      # Defined Terms of value 3
 * BitsStored enum 8 when BitsAllocated = 8
 * PixelSpacing values 2                   # number of values, of a sequence of items: n, n-m or 1-n
 * require rule.id CONDITION : message     # a finding of its own if false
 * module contrast-bolus if CONDITION      # of an object: when a conditional module is there; or-may as above
 * module contrast-bolus present CONDITION # how to see that it is; without module, for all objects, in the module
 * section C.7.3.1                         # where the standard has the module
 * </pre>
 *
 * A CONDITION is made of {@code exists PATH} (present), {@code has PATH} (with a value), {@code PATH = A B} (its first value, or
 * value [n], is one of these), {@code PATH any = A} (one of all), {@code !=}, {@code < <= > >=} (numbers), {@code count PATH > 1}
 * (items or values), {@code unknown}, {@code not}, {@code and}, {@code or} and parentheses. {@code !=} is the contrary of
 * {@code =}, so of an attribute that is absent it is true, and with a path through items it says that none is. A number that
 * cannot be read makes a comparison unknown.
 * <p>
 * A PATH is {@code Keyword}, {@code Keyword[2]}, {@code Sequence/Keyword} (any item), {@code Sequence[1]/Keyword}, {@code ^Keyword}
 * (the data set around the item, {@code ^^} two further), {@code /Keyword} (from the root), {@code frame:Sequence/Keyword} (shared
 * functional groups or those of this frame; from outside of the frames, of any).
 */
package sc.fiji.medprep.standard.rule;
