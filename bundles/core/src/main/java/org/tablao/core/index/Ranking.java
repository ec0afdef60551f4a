package org.tablao.core.index;

/** Whose order of jobs: what counts, and what is only compared with it. */
public enum Ranking {
    LIVE,
    SHADOW
}
