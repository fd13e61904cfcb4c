CREATE TABLE state (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) WITHOUT ROWID;

-- A file that holds a data set; its number is never given to another. UIDs of instances are the first 64 bits of their SHA-256, since there are so many of them.
-- run is the last one that met the file, item its number there, split what the table says of it,
-- space the key of its frame of reference. family says which files are processed together.
CREATE TABLE file (id INTEGER PRIMARY KEY AUTOINCREMENT, fingerprint BLOB NOT NULL UNIQUE, run INTEGER NOT NULL, item INTEGER NOT NULL,
	series INTEGER NOT NULL, family INTEGER NOT NULL, sop INTEGER, sop_class TEXT NOT NULL, frames INTEGER NOT NULL, split TEXT NOT NULL, space INTEGER NOT NULL,
	sha256 BLOB, content BLOB, header BLOB, pixels BLOB);
CREATE INDEX file_family ON file (family, item);
CREATE INDEX file_item ON file (item);
CREATE INDEX file_sop ON file (sop) WHERE sop IS NOT NULL;
CREATE INDEX file_series ON file (series);

-- A family that was processed, and the files and settings that it was processed with.
CREATE TABLE family (id INTEGER PRIMARY KEY, fingerprint BLOB NOT NULL);

-- An instance that a file refers to; keys of UIDs, 0 for what the reference does not say.
CREATE TABLE reference (file INTEGER NOT NULL, sop INTEGER NOT NULL, sop_class TEXT NOT NULL, study INTEGER NOT NULL, series INTEGER NOT NULL,
	last_frame INTEGER NOT NULL, frame_of_reference INTEGER NOT NULL, PRIMARY KEY (file, sop)) WITHOUT ROWID;
CREATE INDEX reference_sop ON reference (sop);

-- Where frames lie in the patient, in LPS millimetres: a grid is what those of one orientation, size and spacing share.
CREATE TABLE grid (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, row_count INTEGER NOT NULL, column_count INTEGER NOT NULL,
	ix REAL NOT NULL, iy REAL NOT NULL, iz REAL NOT NULL, jx REAL NOT NULL, jy REAL NOT NULL, jz REAL NOT NULL, row_spacing REAL NOT NULL, column_spacing REAL NOT NULL);
CREATE TABLE plane (file INTEGER NOT NULL, frame INTEGER NOT NULL, grid INTEGER NOT NULL, x REAL NOT NULL, y REAL NOT NULL, z REAL NOT NULL, PRIMARY KEY (file, frame)) WITHOUT ROWID;

-- What was found within a family. The message stands before the numbers of the items, which change if files are added.
CREATE TABLE note (id INTEGER PRIMARY KEY, family INTEGER NOT NULL, rule TEXT NOT NULL, tag TEXT NOT NULL, message TEXT NOT NULL);
CREATE INDEX note_family ON note (family);
CREATE TABLE note_file (note INTEGER NOT NULL, file INTEGER NOT NULL, PRIMARY KEY (note, file)) WITHOUT ROWID;

-- What there is to say about the set, made anew at the end of each run.
CREATE TABLE found (item INTEGER NOT NULL, rule TEXT NOT NULL, tag TEXT NOT NULL, message TEXT NOT NULL);
CREATE INDEX found_item ON found (item)
;

-- What the table of splits says of patients (kind 0), studies (1) and series (2).
CREATE TABLE split (kind INTEGER NOT NULL, entity TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (kind, entity)) WITHOUT ROWID
;

-- By the values of their pixels.
CREATE INDEX image_pixels ON image (pixels)
;

CREATE INDEX series_study ON series (study);
CREATE INDEX series_uid ON series (SeriesInstanceUID);
CREATE INDEX study_patient ON study (patient);
CREATE INDEX study_uid ON study (StudyInstanceUID);
CREATE INDEX patient_key ON patient (PatientID);

-- Each file with the rows of all levels that it belongs to.
CREATE VIEW member AS SELECT f.id AS file, f.item AS item, f.series AS series, r.study AS study, s.patient AS patient
	FROM file f JOIN series r ON r.id = f.series JOIN study s ON s.id = r.study
;

-- What a volume of a family is like, in words.
CREATE TABLE volume (family INTEGER NOT NULL, number INTEGER NOT NULL, size TEXT NOT NULL, spacing TEXT NOT NULL, PRIMARY KEY (family, number)) WITHOUT ROWID;

-- Of an item (and how far apart it is, see Sameness) another item with the same pixels; others counts them all.
CREATE TABLE twin (item INTEGER NOT NULL, apart INTEGER NOT NULL, other INTEGER NOT NULL, others INTEGER NOT NULL, PRIMARY KEY (item, apart, other)) WITHOUT ROWID
