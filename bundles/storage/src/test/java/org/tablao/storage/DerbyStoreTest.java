package org.tablao.storage;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.tablao.derby.DerbyDataSourceFactory;

class DerbyStoreTest extends StoreContract {

    @TempDir
    Path home;

    @Override
    Database database() {
        return new DerbyFolder(new DerbyDataSourceFactory(), home.resolve("data/store"));
    }
}
