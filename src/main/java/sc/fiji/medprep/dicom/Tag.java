package sc.fiji.medprep.dicom;

/**
 * Attribute tags as {@code int}: group in the upper 16 bits, element in the lower. Compare them unsigned. The constants
 * carry the keywords of PS3.6 in upper case; only those that code refers to are listed.
 */
public final class Tag {
	public static final int FILE_META_INFORMATION_GROUP_LENGTH = 0x00020000;
	public static final int FILE_META_INFORMATION_VERSION = 0x00020001;
	public static final int MEDIA_STORAGE_SOP_CLASS_UID = 0x00020002;
	public static final int MEDIA_STORAGE_SOP_INSTANCE_UID = 0x00020003;
	public static final int TRANSFER_SYNTAX_UID = 0x00020010;
	public static final int IMPLEMENTATION_CLASS_UID = 0x00020012;
	public static final int IMPLEMENTATION_VERSION_NAME = 0x00020013;
	public static final int DIRECTORY_RECORD_SEQUENCE = 0x00041220;
	public static final int SPECIFIC_CHARACTER_SET = 0x00080005;
	public static final int IMAGE_TYPE = 0x00080008;
	public static final int INSTANCE_CREATION_DATE = 0x00080012;
	public static final int SOP_CLASS_UID = 0x00080016;
	public static final int SOP_INSTANCE_UID = 0x00080018;
	public static final int RELATED_GENERAL_SOP_CLASS_UID = 0x0008001A;
	public static final int ORIGINAL_SPECIALIZED_SOP_CLASS_UID = 0x0008001B;
	public static final int STUDY_DATE = 0x00080020;
	public static final int SERIES_DATE = 0x00080021;
	public static final int ACQUISITION_DATE = 0x00080022;
	public static final int CONTENT_DATE = 0x00080023;
	public static final int ACQUISITION_DATE_TIME = 0x0008002A;
	public static final int STUDY_TIME = 0x00080030;
	public static final int ACQUISITION_TIME = 0x00080032;
	public static final int CONTENT_TIME = 0x00080033;
	public static final int ACCESSION_NUMBER = 0x00080050;
	public static final int MODALITY = 0x00080060;
	public static final int MANUFACTURER = 0x00080070;
	public static final int CODE_VALUE = 0x00080100;
	public static final int CODING_SCHEME_DESIGNATOR = 0x00080102;
	public static final int CODING_SCHEME_VERSION = 0x00080103;
	public static final int CODE_MEANING = 0x00080104;
	public static final int MAPPING_RESOURCE = 0x00080105;
	public static final int CODING_SCHEME_UID = 0x0008010C;
	public static final int CODING_SCHEME_URL = 0x0008010E;
	public static final int CODING_SCHEME_REGISTRY = 0x00080112;
	public static final int CODING_SCHEME_EXTERNAL_ID = 0x00080114;
	public static final int CODING_SCHEME_NAME = 0x00080115;
	public static final int CODING_SCHEME_RESPONSIBLE_ORGANIZATION = 0x00080116;
	public static final int CONTEXT_UID = 0x00080117;
	public static final int MAPPING_RESOURCE_UID = 0x00080118;
	public static final int LONG_CODE_VALUE = 0x00080119;
	public static final int URN_CODE_VALUE = 0x00080120;
	public static final int MAPPING_RESOURCE_NAME = 0x00080122;
	public static final int TIMEZONE_OFFSET_FROM_UTC = 0x00080201;
	public static final int STUDY_DESCRIPTION = 0x00081030;
	public static final int SERIES_DESCRIPTION = 0x0008103E;
	public static final int MANUFACTURER_MODEL_NAME = 0x00081090;
	public static final int REFERENCED_STUDY_SEQUENCE = 0x00081110;
	public static final int REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE = 0x00081111;
	public static final int REFERENCED_SERIES_SEQUENCE = 0x00081115;
	public static final int REFERENCED_PATIENT_SEQUENCE = 0x00081120;
	public static final int REFERENCED_VISIT_SEQUENCE = 0x00081125;
	public static final int REFERENCED_IMAGE_SEQUENCE = 0x00081140;
	public static final int REFERENCED_INSTANCE_SEQUENCE = 0x0008114A;
	public static final int REFERENCED_SOP_CLASS_UID = 0x00081150;
	public static final int REFERENCED_SOP_INSTANCE_UID = 0x00081155;
	public static final int SOP_CLASSES_SUPPORTED = 0x0008115A;
	public static final int REFERENCED_FRAME_NUMBER = 0x00081160;
	public static final int REFERENCED_SOP_SEQUENCE = 0x00081199;
	public static final int DERIVATION_DESCRIPTION = 0x00082111;
	public static final int SOURCE_IMAGE_SEQUENCE = 0x00082112;
	public static final int FRAME_TYPE = 0x00089007;
	public static final int DERIVATION_IMAGE_SEQUENCE = 0x00089124;
	public static final int SOURCE_IMAGE_EVIDENCE_SEQUENCE = 0x00089154;
	public static final int PIXEL_PRESENTATION = 0x00089205;
	public static final int VOLUMETRIC_PROPERTIES = 0x00089206;
	public static final int VOLUME_BASED_CALCULATION_TECHNIQUE = 0x00089207;
	public static final int COMPLEX_IMAGE_COMPONENT = 0x00089208;
	public static final int ACQUISITION_CONTRAST = 0x00089209;
	public static final int DERIVATION_CODE_SEQUENCE = 0x00089215;
	public static final int PATIENT_NAME = 0x00100010;
	public static final int PATIENT_ID = 0x00100020;
	public static final int PATIENT_BIRTH_DATE = 0x00100030;
	public static final int PATIENT_SEX = 0x00100040;
	public static final int OTHER_PATIENT_IDS = 0x00101000;
	public static final int PATIENT_AGE = 0x00101010;
	public static final int PATIENT_IDENTITY_REMOVED = 0x00120062;
	public static final int DEIDENTIFICATION_METHOD = 0x00120063;
	public static final int DEIDENTIFICATION_METHOD_CODE_SEQUENCE = 0x00120064;
	public static final int BODY_PART_EXAMINED = 0x00180015;
	public static final int SEQUENCE_VARIANT = 0x00180021;
	public static final int SCAN_OPTIONS = 0x00180022;
	public static final int MR_ACQUISITION_TYPE = 0x00180023;
	public static final int SLICE_THICKNESS = 0x00180050;
	public static final int REPETITION_TIME = 0x00180080;
	public static final int ECHO_TIME = 0x00180081;
	public static final int ECHO_NUMBERS = 0x00180086;
	public static final int SPACING_BETWEEN_SLICES = 0x00180088;
	public static final int SOFTWARE_VERSIONS = 0x00181020;
	public static final int PROTOCOL_NAME = 0x00181030;
	public static final int TRIGGER_TIME = 0x00181060;
	public static final int FRAME_TIME = 0x00181063;
	public static final int FRAME_TIME_VECTOR = 0x00181065;
	public static final int RADIONUCLIDE_TOTAL_DOSE = 0x00181074;
	public static final int IMAGER_PIXEL_SPACING = 0x00181164;
	public static final int ACTUAL_FRAME_DURATION = 0x00181242;
	public static final int RECEIVE_COIL_NAME = 0x00181250;
	public static final int ACQUISITION_MATRIX = 0x00181310;
	public static final int IN_PLANE_PHASE_ENCODING_DIRECTION = 0x00181312;
	public static final int NOMINAL_SCANNED_PIXEL_SPACING = 0x00182010;
	public static final int PATIENT_POSITION = 0x00185100;
	public static final int SEQUENCE_OF_ULTRASOUND_REGIONS = 0x00186011;
	public static final int PHYSICAL_UNITS_X_DIRECTION = 0x00186024;
	public static final int PHYSICAL_UNITS_Y_DIRECTION = 0x00186026;
	public static final int PHYSICAL_DELTA_X = 0x0018602C;
	public static final int PHYSICAL_DELTA_Y = 0x0018602E;
	public static final int SPOILING = 0x00189016;
	public static final int MAGNETIZATION_TRANSFER = 0x00189020;
	public static final int FRAME_ACQUISITION_DATE_TIME = 0x00189074;
	public static final int DIFFUSION_DIRECTIONALITY = 0x00189075;
	public static final int DIFFUSION_GRADIENT_DIRECTION_SEQUENCE = 0x00189076;
	public static final int EFFECTIVE_ECHO_TIME = 0x00189082;
	public static final int DIFFUSION_B_VALUE = 0x00189087;
	public static final int DIFFUSION_GRADIENT_ORIENTATION = 0x00189089;
	public static final int VELOCITY_ENCODING_DIRECTION = 0x00189090;
	public static final int MR_TIMING_AND_RELATED_PARAMETERS_SEQUENCE = 0x00189112;
	public static final int MR_ECHO_SEQUENCE = 0x00189114;
	public static final int MR_DIFFUSION_SEQUENCE = 0x00189117;
	public static final int CARDIAC_SYNCHRONIZATION_SEQUENCE = 0x00189118;
	public static final int FRAME_REFERENCE_DATE_TIME = 0x00189151;
	public static final int MR_IMAGE_FRAME_TYPE_SEQUENCE = 0x00189226;
	public static final int MR_ACQUISITION_PHASE_ENCODING_STEPS_IN_PLANE = 0x00189231;
	public static final int CT_IMAGE_FRAME_TYPE_SEQUENCE = 0x00189329;
	public static final int DIFFUSION_B_MATRIX_SEQUENCE = 0x00189601;
	public static final int DIFFUSION_B_VALUE_XX = 0x00189602;
	public static final int DIFFUSION_B_VALUE_XY = 0x00189603;
	public static final int DIFFUSION_B_VALUE_XZ = 0x00189604;
	public static final int DIFFUSION_B_VALUE_YY = 0x00189605;
	public static final int DIFFUSION_B_VALUE_YZ = 0x00189606;
	public static final int DIFFUSION_B_VALUE_ZZ = 0x00189607;
	public static final int PET_FRAME_TYPE_SEQUENCE = 0x00189751;
	public static final int CONTRIBUTING_EQUIPMENT_SEQUENCE = 0x0018A001;
	public static final int CONTRIBUTION_DESCRIPTION = 0x0018A003;
	public static final int STUDY_INSTANCE_UID = 0x0020000D;
	public static final int SERIES_INSTANCE_UID = 0x0020000E;
	public static final int SERIES_NUMBER = 0x00200011;
	public static final int ACQUISITION_NUMBER = 0x00200012;
	public static final int INSTANCE_NUMBER = 0x00200013;
	public static final int IMAGE_POSITION_PATIENT = 0x00200032;
	public static final int IMAGE_ORIENTATION_PATIENT = 0x00200037;
	public static final int FRAME_OF_REFERENCE_UID = 0x00200052;
	public static final int LATERALITY = 0x00200060;
	public static final int IMAGE_LATERALITY = 0x00200062;
	public static final int TEMPORAL_POSITION_IDENTIFIER = 0x00200100;
	public static final int NUMBER_OF_TEMPORAL_POSITIONS = 0x00200105;
	public static final int TEMPORAL_RESOLUTION = 0x00200110;
	public static final int IMAGES_IN_ACQUISITION = 0x00201002;
	public static final int SLICE_LOCATION = 0x00201041;
	public static final int NUMBER_OF_STUDY_RELATED_SERIES = 0x00201206;
	public static final int NUMBER_OF_STUDY_RELATED_INSTANCES = 0x00201208;
	public static final int NUMBER_OF_SERIES_RELATED_INSTANCES = 0x00201209;
	public static final int IMAGE_COMMENTS = 0x00204000;
	public static final int STACK_ID = 0x00209056;
	public static final int IN_STACK_POSITION_NUMBER = 0x00209057;
	public static final int FRAME_CONTENT_SEQUENCE = 0x00209111;
	public static final int PLANE_POSITION_SEQUENCE = 0x00209113;
	public static final int PLANE_ORIENTATION_SEQUENCE = 0x00209116;
	public static final int TEMPORAL_POSITION_INDEX = 0x00209128;
	public static final int NOMINAL_CARDIAC_TRIGGER_DELAY_TIME = 0x00209153;
	public static final int FRAME_ACQUISITION_NUMBER = 0x00209156;
	public static final int DIMENSION_INDEX_VALUES = 0x00209157;
	public static final int CONCATENATION_UID = 0x00209161;
	public static final int IN_CONCATENATION_NUMBER = 0x00209162;
	public static final int IN_CONCATENATION_TOTAL_NUMBER = 0x00209163;
	public static final int DIMENSION_ORGANIZATION_UID = 0x00209164;
	public static final int DIMENSION_INDEX_POINTER = 0x00209165;
	public static final int FUNCTIONAL_GROUP_POINTER = 0x00209167;
	public static final int UNASSIGNED_SHARED_CONVERTED_ATTRIBUTES_SEQUENCE = 0x00209170;
	public static final int UNASSIGNED_PER_FRAME_CONVERTED_ATTRIBUTES_SEQUENCE = 0x00209171;
	public static final int CONVERSION_SOURCE_ATTRIBUTES_SEQUENCE = 0x00209172;
	public static final int DIMENSION_ORGANIZATION_SEQUENCE = 0x00209221;
	public static final int DIMENSION_INDEX_SEQUENCE = 0x00209222;
	public static final int TEMPORAL_POSITION_TIME_OFFSET = 0x0020930D;
	public static final int TEMPORAL_POSITION_SEQUENCE = 0x00209310;
	public static final int DIMENSION_ORGANIZATION_TYPE = 0x00209311;
	public static final int SAMPLES_PER_PIXEL = 0x00280002;
	public static final int PHOTOMETRIC_INTERPRETATION = 0x00280004;
	public static final int PLANAR_CONFIGURATION = 0x00280006;
	public static final int NUMBER_OF_FRAMES = 0x00280008;
	public static final int ROWS = 0x00280010;
	public static final int COLUMNS = 0x00280011;
	public static final int PIXEL_SPACING = 0x00280030;
	public static final int PIXEL_ASPECT_RATIO = 0x00280034;
	public static final int BITS_ALLOCATED = 0x00280100;
	public static final int BITS_STORED = 0x00280101;
	public static final int HIGH_BIT = 0x00280102;
	public static final int PIXEL_REPRESENTATION = 0x00280103;
	public static final int SMALLEST_IMAGE_PIXEL_VALUE = 0x00280106;
	public static final int LARGEST_IMAGE_PIXEL_VALUE = 0x00280107;
	public static final int SMALLEST_PIXEL_VALUE_IN_SERIES = 0x00280108;
	public static final int LARGEST_PIXEL_VALUE_IN_SERIES = 0x00280109;
	public static final int PIXEL_PADDING_VALUE = 0x00280120;
	public static final int PIXEL_PADDING_RANGE_LIMIT = 0x00280121;
	public static final int BURNED_IN_ANNOTATION = 0x00280301;
	public static final int RECOGNIZABLE_VISUAL_FEATURES = 0x00280302;
	public static final int LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED = 0x00280303;
	public static final int WINDOW_CENTER = 0x00281050;
	public static final int WINDOW_WIDTH = 0x00281051;
	public static final int RESCALE_INTERCEPT = 0x00281052;
	public static final int RESCALE_SLOPE = 0x00281053;
	public static final int RESCALE_TYPE = 0x00281054;
	public static final int WINDOW_CENTER_WIDTH_EXPLANATION = 0x00281055;
	public static final int VOI_LUT_FUNCTION = 0x00281056;
	public static final int RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR = 0x00281101;
	public static final int RED_PALETTE_COLOR_LOOKUP_TABLE_DATA = 0x00281201;
	public static final int SEGMENTED_RED_PALETTE_COLOR_LOOKUP_TABLE_DATA = 0x00281221;
	public static final int LOSSY_IMAGE_COMPRESSION = 0x00282110;
	public static final int MODALITY_LUT_SEQUENCE = 0x00283000;
	public static final int LUT_DESCRIPTOR = 0x00283002;
	public static final int LUT_DATA = 0x00283006;
	public static final int PIXEL_MEASURES_SEQUENCE = 0x00289110;
	public static final int FRAME_VOI_LUT_SEQUENCE = 0x00289132;
	public static final int PIXEL_VALUE_TRANSFORMATION_SEQUENCE = 0x00289145;
	public static final int REQUESTED_PROCEDURE_DESCRIPTION = 0x00321060;
	public static final int ACQUISITION_CONTEXT_SEQUENCE = 0x00400555;
	public static final int SPECIMEN_PREPARATION_SEQUENCE = 0x00400610;
	public static final int REAL_WORLD_VALUE_MAPPING_SEQUENCE = 0x00409096;
	public static final int RELATIONSHIP_TYPE = 0x0040A010;
	public static final int VALUE_TYPE = 0x0040A040;
	public static final int TEMPORAL_RANGE_TYPE = 0x0040A130;
	public static final int REFERENCED_SAMPLE_POSITIONS = 0x0040A132;
	public static final int REFERENCED_TIME_OFFSETS = 0x0040A138;
	public static final int REFERENCED_DATE_TIME = 0x0040A13A;
	public static final int PURPOSE_OF_REFERENCE_CODE_SEQUENCE = 0x0040A170;
	public static final int MEASURED_VALUE_SEQUENCE = 0x0040A300;
	public static final int NUMERIC_VALUE_QUALIFIER_CODE_SEQUENCE = 0x0040A301;
	public static final int REFERENCED_REQUEST_SEQUENCE = 0x0040A370;
	public static final int CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE = 0x0040A375;
	public static final int PERTINENT_OTHER_EVIDENCE_SEQUENCE = 0x0040A385;
	public static final int CONTENT_TEMPLATE_SEQUENCE = 0x0040A504;
	public static final int CONTENT_SEQUENCE = 0x0040A730;
	public static final int WAVEFORM_ANNOTATION_SEQUENCE = 0x0040B020;
	public static final int TEMPLATE_IDENTIFIER = 0x0040DB00;
	public static final int REFERENCED_CONTENT_ITEM_IDENTIFIER = 0x0040DB73;
	public static final int ENCAPSULATED_DOCUMENT = 0x00420011;
	public static final int IMAGE_ORIENTATION_SLIDE = 0x00480102;
	public static final int PLANE_POSITION_SLIDE_SEQUENCE = 0x0048021A;
	public static final int ENERGY_WINDOW_VECTOR = 0x00540010;
	public static final int RADIOPHARMACEUTICAL_INFORMATION_SEQUENCE = 0x00540016;
	public static final int DETECTOR_VECTOR = 0x00540020;
	public static final int DETECTOR_INFORMATION_SEQUENCE = 0x00540022;
	public static final int RR_INTERVAL_VECTOR = 0x00540060;
	public static final int TIME_SLOT_VECTOR = 0x00540070;
	public static final int SLICE_VECTOR = 0x00540080;
	public static final int TIME_SLICE_VECTOR = 0x00540100;
	public static final int UNITS = 0x00541001;
	public static final int FRAME_REFERENCE_TIME = 0x00541300;
	public static final int DECAY_FACTOR = 0x00541321;
	public static final int SEGMENTATION_TYPE = 0x00620001;
	public static final int SEGMENT_SEQUENCE = 0x00620002;
	public static final int SEGMENT_NUMBER = 0x00620004;
	public static final int SEGMENT_IDENTIFICATION_SEQUENCE = 0x0062000A;
	public static final int REFERENCED_SEGMENT_NUMBER = 0x0062000B;
	public static final int GRAPHIC_ANNOTATION_SEQUENCE = 0x00700001;
	public static final int GRAPHIC_DATA = 0x00700022;
	public static final int GRAPHIC_TYPE = 0x00700023;
	public static final int ICON_IMAGE_SEQUENCE = 0x00880200;
	public static final int ORIGINAL_ATTRIBUTES_SEQUENCE = 0x04000561;
	public static final int PRESENTATION_LUT_SHAPE = 0x20500020;
	public static final int DOSE_UNITS = 0x30040002;
	public static final int GRID_FRAME_OFFSET_VECTOR = 0x3004000C;
	public static final int DOSE_GRID_SCALING = 0x3004000E;
	public static final int REFERENCED_FRAME_OF_REFERENCE_SEQUENCE = 0x30060010;
	public static final int RT_REFERENCED_STUDY_SEQUENCE = 0x30060012;
	public static final int MAC_PARAMETERS_SEQUENCE = 0x4FFE0001;
	public static final int SHARED_FUNCTIONAL_GROUPS_SEQUENCE = 0x52009229;
	public static final int PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE = 0x52009230;
	public static final int EXTENDED_OFFSET_TABLE = 0x7FE00001;
	public static final int EXTENDED_OFFSET_TABLE_LENGTHS = 0x7FE00002;
	public static final int FLOAT_PIXEL_DATA = 0x7FE00008;
	public static final int DOUBLE_FLOAT_PIXEL_DATA = 0x7FE00009;
	public static final int PIXEL_DATA = 0x7FE00010;
	public static final int DIGITAL_SIGNATURES_SEQUENCE = 0xFFFAFFFA;
	public static final int DATA_SET_TRAILING_PADDING = 0xFFFCFFFC;
	public static final int ITEM = 0xFFFEE000;
	public static final int ITEM_DELIMITATION_ITEM = 0xFFFEE00D;
	public static final int SEQUENCE_DELIMITATION_ITEM = 0xFFFEE0DD;

	private Tag() {}

	public static int of(int group, int element) {
		return group << 16 | element & 0xFFFF;
	}

	public static int group(int tag) {
		return tag >>> 16;
	}

	public static int element(int tag) {
		return tag & 0xFFFF;
	}

	/** True for odd groups: private attributes, their creators, and the odd groups that the standard forbids. */
	public static boolean isPrivate(int tag) {
		return (tag & 0x10000) != 0;
	}

	/** True for the element that reserves a block of private elements (PS3.5 section 7.8.1). */
	public static boolean isPrivateCreator(int tag) {
		return isPrivate(tag) && element(tag) >= 0x10 && element(tag) <= 0xFF;
	}

	/** True for gggg,0000. */
	public static boolean isGroupLength(int tag) {
		return element(tag) == 0;
	}

	/** The tag as the standard prints it: {@code (0008,0050)}. */
	public static String toString(int tag) {
		StringBuilder text = new StringBuilder(11).append('(');
		for (int shift = 28; shift >= 0; shift -= 4) {
			if (shift == 12) text.append(',');
			text.append(Character.toUpperCase(Character.forDigit(tag >>> shift & 15, 16)));
		}
		return text.append(')').toString();
	}
}
