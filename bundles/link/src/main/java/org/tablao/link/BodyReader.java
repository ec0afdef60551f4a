package org.tablao.link;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** Reads a request's body as it comes, up to a bound. */
final class BodyReader implements ReadListener {

    private final ServletInputStream in;
    private final int most;
    private final Consumer<byte[]> whole;
    private final Consumer<Throwable> failed;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean refused;

    private BodyReader(ServletInputStream in, int most, Consumer<byte[]> whole, Consumer<Throwable> failed) {
        this.in = in;
        this.most = most;
        this.whole = whole;
        this.failed = failed;
    }

    static void read(HttpServletRequest request, int most, Consumer<byte[]> whole, Consumer<Throwable> failed) {
        if (request.getContentLengthLong() > most) {
            throw tooLarge(most);
        }
        try {
            ServletInputStream in = request.getInputStream();
            int length = request.getContentLength();
            if (length > 0 && in.available() >= length) {
                // It came with its head, as a small one does: nothing is to be waited for.
                whole.accept(in.readNBytes(length));
                return;
            }
            in.setReadListener(new BodyReader(in, most, whole, failed));
        } catch (IOException e) {
            failed.accept(e);
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] piece = new byte[16 << 10];
        while (!refused && in.isReady() && !in.isFinished()) {
            int length = in.read(piece);
            if (length > 0) {
                take(piece, length);
            }
        }
    }

    private void take(byte[] piece, int length) {
        if (bytes.size() + length > most) {
            refused = true;
            failed.accept(tooLarge(most));
        } else {
            bytes.write(piece, 0, length);
        }
    }

    @Override
    public void onAllDataRead() {
        if (!refused) {
            whole.accept(bytes.toByteArray());
        }
    }

    @Override
    public void onError(Throwable problem) {
        failed.accept(new RefusedException(Refusal.INVALID, "The body was cut off: " + problem.getMessage() + ".", ""));
    }

    private static RefusedException tooLarge(int most) {
        return new RefusedException(
                Refusal.TOO_LARGE, "The body is longer than " + most + " bytes.", "Send it in smaller pieces.");
    }
}
