package org.tablao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.node.RefusedException;

class QueryTest {
    @Test
    void findsAParameterByItsWholeName() {
        assertEquals(Optional.of("30"), new Query("wait=30&next=true").first("wait"));
        assertEquals(Optional.of("true"), new Query("wait=30&next=true").first("next"));
        assertEquals(Optional.of("2"), new Query("await=1&wait=2").first("wait"));
        assertEquals(Optional.empty(), new Query("waits=1&next").first("wait"));
        assertEquals(Optional.empty(), new Query("").first("wait"));
    }

    @Test
    void takesTheFirstOfSeveralAndNoneForEmpty() {
        assertEquals(Optional.of("1"), new Query("wait=1&wait=2").first("wait"));
        assertEquals(Optional.of(""), new Query("next&wait=2").first("next"));
        assertEquals(Optional.of(""), new Query("&&next=&wait=2").first("next"));
    }

    @Test
    void decodesWhatIsEncoded() {
        assertEquals(Optional.of("a b&c"), new Query("name=a+b%26c").first("name"));
        assertThrows(RefusedException.class, () -> new Query("name=%zz").first("name"));
    }
}
