package org.tablao.worker;

import java.io.IOException;

/** An image that is not whole; the text follows the file's name: {@code is cut off}. */
final class BadImage extends IOException {
    private static final long serialVersionUID = 1L;

    BadImage(String reason) {
        super(reason);
    }
}
