package org.tablao.pluginapi.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Names the command that a {@link TaskCommand} component implements, and its version. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface OffersCommand {
    /** Prefix of the service properties: {@code tablao.command.name}, {@code tablao.command.version}. */
    String PREFIX_ = "tablao.command.";

    /** Lower case, words joined by hyphens: {@code make-directory}. */
    String name();

    /** An OSGi version: {@code 1.2.0}. */
    String version() default "1.0.0";
}
