package org.tablao.pluginapi.job;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Names the job type that a {@link JobType} component implements. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface OffersJobType {
    /** Prefix of the service properties. */
    String PREFIX_ = "tablao.jobtype.";

    /** Lower case, words joined by hyphens: {@code blender-animation}. */
    String name();

    /** What a form shows: {@code Blender animation}. */
    String label();

    /** An OSGi version. */
    String version() default "1.0.0";
}
