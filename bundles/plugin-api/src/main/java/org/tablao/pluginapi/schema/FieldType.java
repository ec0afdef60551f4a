package org.tablao.pluginapi.schema;

/** The type of a field's value. The JSON form of each is given in brackets. */
public enum FieldType {
    /** Text (string). */
    TEXT,
    /** A whole number (number without fraction). */
    INTEGER,
    /** A number (number). */
    NUMBER,
    /** Yes or no (boolean). */
    BOOLEAN,
    /** A range of frames as fileseq writes it: {@code 1-100}, {@code 1-100x2}, {@code 1,4,10-20} (string). */
    FRAMES,
    /** The absolute path of a file that exists when the job is submitted (string). */
    INPUT_FILE,
    /** An absolute path to be written to (string). */
    OUTPUT_PATH,
    /** Texts in order (array of strings). */
    TEXTS,
    /** Values of several fields each, in order (array of objects). */
    OBJECTS
}
