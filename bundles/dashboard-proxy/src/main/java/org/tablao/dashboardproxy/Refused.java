package org.tablao.dashboardproxy;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Our own words, in the form of the API's problems (RFC 9457). */
record Refused(int status, String type, String title, String detail, String wayOut) {
    void answer(HttpServletResponse response) throws IOException {
        response.reset();
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.setHeader("Cache-Control", "no-store");
        byte[] body =
                """
                {"type":"urn:tablao:problem:%s","title":"%s","status":%d,"detail":"%s","wayOut":"%s","problems":[]}"""
                        .formatted(text(type), text(title), status, text(detail), text(wayOut))
                        .getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static String text(String words) {
        return words.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
