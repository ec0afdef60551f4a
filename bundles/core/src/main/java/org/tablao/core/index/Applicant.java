package org.tablao.core.index;

/** Who asks for a task, and what of it it may be given: from the most general question to the most special. */
public interface Applicant {
    /** Whether tasks of this class. */
    boolean takes(RequirementClass kind);

    /** Whether tasks of this class of this project. */
    boolean takes(Project project, RequirementClass kind);

    /** Whether tasks of this class of this job. */
    boolean takes(IndexedJob job, RequirementClass kind);

    /** Whether those among them that failed before. */
    boolean takesRetries(IndexedJob job, RequirementClass kind);
}
