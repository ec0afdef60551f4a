package org.tablao.storage;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DerbyStoreTest extends StoreContract {

    @TempDir
    Path home;

    @Override
    Database database() {
        return Samples.derby(home.resolve("data/store"));
    }
}
