package org.tablao.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTest {
    @TempDir
    Path folder;

    @Test
    void letsInTheAdministratorsTokenAndNobodyElse() throws Exception {
        int port = Distribution.freePort();
        try (NodeProcess farm = NodeProcess.start(folder.resolve("farm"), "farm", "--port", "" + port)) {
            Api nobody = new Api(port, "");
            assertEquals(401, nobody.get("/system/console/bundles.json").status());
            for (String password : new String[] {"admin", "", "tablao"}) {
                assertEquals(401, basic(nobody, password).status(), password);
            }
            Api.Answer bundles = basic(nobody, farm.adminToken());
            assertEquals(200, bundles.status(), bundles::text);
            assertTrue(bundles.text().contains("org.tablao.server"), bundles::text);
            assertEquals(
                    200,
                    new Api(port, farm.adminToken())
                            .get("/system/console/bundles.json")
                            .status());
        }
    }

    private static Api.Answer basic(Api api, String password) throws Exception {
        String credentials = Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
        return api.send(
                "GET", "/system/console/bundles.json", Optional.empty(), "Authorization", "Basic " + credentials);
    }
}
