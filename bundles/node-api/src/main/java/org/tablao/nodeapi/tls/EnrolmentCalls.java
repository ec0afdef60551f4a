package org.tablao.nodeapi.tls;

import java.net.URI;
import javax.net.ssl.SSLContext;
import org.osgi.annotation.versioning.ProviderType;

/** Calls to the authority of a farm whose server is in another process. */
@ProviderType
public interface EnrolmentCalls {
    /** @param context decides whom the server has to be, and shows the caller's certificate where there is one */
    Enrolment at(URI server, SSLContext context);
}
