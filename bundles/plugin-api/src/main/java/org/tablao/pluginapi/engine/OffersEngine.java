package org.tablao.pluginapi.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Names the engine that a {@link RenderEngine} component drives. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface OffersEngine {
    /** Prefix of the service property {@code tablao.engine.name}. */
    String PREFIX_ = "tablao.engine.";

    /** Lower case: {@code blender}. */
    String name();
}
