package org.tablao.storage;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class PostgresStoreTest extends StoreContract {

    @TempDir
    Path home;

    private static Postgres postgres;

    @BeforeAll
    static void starts() throws IOException {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stops() {
        postgres.close();
    }

    @Override
    Database database() throws Exception {
        return Postgres.database(postgres.newPlace(), home);
    }
}
