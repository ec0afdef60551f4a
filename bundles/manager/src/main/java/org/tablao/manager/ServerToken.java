package org.tablao.manager;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.tablao.nodeapi.link.CallbackDoor;

/** What the server shows when it calls this manager: made anew at each start, told to the server at each join. */
@Component(service = {CallbackDoor.class, ServerToken.class})
public final class ServerToken implements CallbackDoor {
    private static final int BYTES = 32;

    private final String token;

    @Activate
    public ServerToken() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String value() {
        return token;
    }

    @Override
    public boolean admits(String callbackToken) {
        return MessageDigest.isEqual(
                token.getBytes(StandardCharsets.US_ASCII), callbackToken.getBytes(StandardCharsets.UTF_8));
    }
}
