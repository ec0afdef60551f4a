package org.tablao.storage;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresStoreTest extends StoreContract {

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
        return Postgres.database(postgres.newPlace());
    }
}
