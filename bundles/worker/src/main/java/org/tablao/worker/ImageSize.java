package org.tablao.worker;

/** In pixels; 0 × 0 where it is not known. */
record ImageSize(int width, int height) {
    static final ImageSize UNKNOWN = new ImageSize(0, 0);
}
