package org.tablao.core.gates;

/**
 * One condition under which a task runs. The same object lets tasks through when they are given away and explains itself when
 * somebody asks why a task does not run, so that the explanation cannot differ from what is done.
 */
public interface Gate {
    /** Its name in answers, such as {@code capabilities}. */
    String name();

    /** Whether it lets through; asked for each assignment. */
    boolean opens(Question question);

    /**
     * Its words; asked only by people.
     *
     * @param open what {@link #opens} answers
     */
    Said says(Question question, boolean open);
}
