package org.tablao.certificates;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an administrator may choose. */
@ObjectClassDefinition(name = "Certificates", description = "The farm's own authority, and this node's certificate.")
@interface CertificatesConfig {
    @AttributeDefinition(
            name = "Addresses",
            description = "Host names and addresses by which others call this node, beside those that it finds itself.")
    String[] addresses() default {};

    @AttributeDefinition(
            name = "Life of a certificate (s)",
            description = "A node renews its own when two thirds are over. The server's setting.",
            min = "3")
    long certificate_seconds() default 2_592_000;

    @AttributeDefinition(
            name = "Life of the authority (days)",
            description =
                    "It is changed by itself in time for its certificates to end before it does. The server's setting.",
            min = "2")
    long authority_days() default 3650;

    @AttributeDefinition(
            name = "Overlap (s)",
            description = "How long nodes have to learn of a new authority before it signs. The server's setting.",
            min = "1")
    long overlap_seconds() default 86_400;

    @AttributeDefinition(
            name = "Look (s)",
            description =
                    "How often a node asks the server whom to trust: a revoked node is refused everywhere after it.",
            min = "1",
            max = "60")
    int look_seconds() default 5;
}
