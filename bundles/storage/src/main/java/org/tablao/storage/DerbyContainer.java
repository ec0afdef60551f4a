package org.tablao.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A file of Derby's with the pages of one table or index. Each page ends with its checksum; the first one tells the file's page
 * size, in a part that has a checksum of its own, and which pages are in use.
 */
final class DerbyContainer {

    private static final Set<Integer> PAGE_SIZES = Set.of(4_096, 8_192, 16_384, 32_768);
    private static final int SMALLEST_PAGE = 4_096;
    private static final int CHECKSUM_BYTES = 8;
    private static final int NEXT_ALLOCATION_AT = 68;
    private static final int INFO_LENGTH_AT = 108;
    private static final int INFO_AT = 109;
    private static final int INFO_BYTES = 80;
    private static final int PAGE_SIZE_AT = INFO_AT + 8;
    /** Behind the info: three longs, of which the second is the first page, four ints, two longs, then the map of free pages. */
    private static final int EXTENT_BYTES = 56;

    private static final int CHUNK = 1 << 20;

    private final Path file;
    private final FileChannel channel;
    private final int pageSize;
    private final long pages;

    private DerbyContainer(Path file, FileChannel channel, int pageSize) throws IOException {
        this.file = file;
        this.channel = channel;
        this.pageSize = pageSize;
        this.pages = channel.size() / pageSize;
    }

    /** Reads what the first page says of the file. */
    static DerbyContainer of(Path file, FileChannel channel) throws IOException, DamageException {
        if (channel.size() < SMALLEST_PAGE) {
            throw new DamageException(file.getFileName() + " is cut off");
        }
        ByteBuffer first = read(channel, 0, SMALLEST_PAGE);
        int pageSize = first.getInt(PAGE_SIZE_AT);
        if (first.get(INFO_LENGTH_AT) != INFO_BYTES
                || !PAGE_SIZES.contains(pageSize)
                || checksum(first.array(), INFO_AT, INFO_BYTES - CHECKSUM_BYTES)
                        != first.getLong(INFO_AT + INFO_BYTES - CHECKSUM_BYTES)) {
            throw new DamageException(file.getFileName() + " has no valid beginning");
        }
        return new DerbyContainer(file, channel, pageSize);
    }

    /** All pages in use have to be there: a tail that is cut off at a page's end shows only here. */
    void checkLength() throws IOException, DamageException {
        long page = 0;
        int extentAt = INFO_AT + INFO_BYTES;
        while (page >= 0) {
            ByteBuffer allocation = page(page);
            checkPage(allocation, 0, page);
            long last = lastInUse(allocation, extentAt);
            long next = allocation.getLong(NEXT_ALLOCATION_AT - 8);
            if (last >= pages || next >= pages) {
                throw new DamageException(file.getFileName() + " is cut off: it has " + pages + " pages and page "
                        + Math.max(last, next) + " is in use");
            }
            page = next > page ? next : -1;
            extentAt = INFO_AT;
        }
    }

    private static long lastInUse(ByteBuffer allocation, int extentAt) {
        long firstPage = allocation.getLong(extentAt + 8);
        int length = allocation.getInt(extentAt + 24);
        int map = extentAt + EXTENT_BYTES + 4;
        for (int i = length - 1; i >= 0; i--) {
            if (((allocation.get(map + i / 8) >> (7 - i % 8)) & 1) == 0) {
                return firstPage + i;
            }
        }
        return 0;
    }

    private ByteBuffer page(long number) throws IOException, DamageException {
        if (number >= pages) {
            throw new DamageException(file.getFileName() + " is cut off: page " + number + " is missing");
        }
        return read(channel, number * pageSize, pageSize);
    }

    /**
     * Compares pages with their checksums.
     *
     * @param begin first byte to look at, the beginning of a page
     * @return the byte to go on from, the file's size when all are done
     */
    long checkPages(long begin) throws IOException, DamageException {
        if (begin / pageSize >= pages) {
            return channel.size();
        }
        int count = (int) Math.min(pages - begin / pageSize, CHUNK / pageSize);
        ByteBuffer chunk = read(channel, begin, count * pageSize);
        for (int i = 0; i < count; i++) {
            checkPage(chunk, i * pageSize, begin / pageSize + i);
        }
        long end = begin + (long) count * pageSize;
        return end / pageSize >= pages ? channel.size() : end;
    }

    private void checkPage(ByteBuffer buffer, int at, long number) throws DamageException {
        byte[] bytes = buffer.array();
        if (number == 0) {
            // The info is put in after the page got its checksum; it has its own.
            Arrays.fill(bytes, at + INFO_AT, at + INFO_AT + INFO_BYTES, (byte) 0);
        }
        int length = pageSize - CHECKSUM_BYTES;
        if (checksum(bytes, at, length) != buffer.getLong(at + length) && !isEmpty(bytes, at)) {
            throw new DamageException(file.getFileName() + ", page " + number + ": its checksum does not fit");
        }
    }

    /** Pages are given their place before they are written for the first time. */
    private boolean isEmpty(byte[] bytes, int at) {
        for (int i = at; i < at + pageSize; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    static long checksum(byte[] bytes, int from, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, from, length);
        return checksum.getValue();
    }

    private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // Until it is full: one call may read less.
        }
        return buffer;
    }
}
