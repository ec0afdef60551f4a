package org.tablao.launcher;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Asks Service Component Runtime which components wait, and for what. By reflection, because its types belong to a
 * bundle and not to the launcher.
 */
final class UnreadyRoles {

    private static final String RUNTIME = "org.osgi.service.component.runtime.ServiceComponentRuntime";
    private static final int UNSATISFIED_CONFIGURATION = 1;
    private static final int UNSATISFIED_REFERENCE = 2;
    private static final int FAILED_ACTIVATION = 16;

    private final BundleContext context;

    UnreadyRoles(BundleContext context) {
        this.context = context;
    }

    /** One line a component that is not satisfied, or failed. */
    Collection<String> reasons() {
        ServiceReference<?> reference = context.getServiceReference(RUNTIME);
        if (reference == null) {
            return List.of("Service Component Runtime is not running");
        }
        try {
            return reasons(context.getService(reference));
        } catch (ReflectiveOperationException e) {
            return List.of("Service Component Runtime does not answer: " + e);
        } finally {
            context.ungetService(reference);
        }
    }

    private static Collection<String> reasons(Object runtime) throws ReflectiveOperationException {
        Collection<String> lines = new TreeSet<>();
        for (Object description : descriptions(runtime)) {
            Collection<?> configurations = (Collection<?>) runtime.getClass()
                    .getMethod("getComponentConfigurationDTOs", description.getClass())
                    .invoke(runtime, description);
            for (Object configuration : configurations) {
                String name = (String) field(description, "name");
                switch ((Integer) field(configuration, "state")) {
                    case UNSATISFIED_CONFIGURATION -> lines.add(name + " waits for its configuration");
                    case UNSATISFIED_REFERENCE -> lines.add(name + " waits for " + missing(configuration));
                    case FAILED_ACTIVATION -> lines.add(name + " failed: " + firstLine(configuration));
                    default -> {
                        // Satisfied or active.
                    }
                }
            }
        }
        return lines;
    }

    private static Collection<?> descriptions(Object runtime) throws ReflectiveOperationException {
        var method = java.util.Arrays.stream(runtime.getClass().getMethods())
                .filter(candidate -> candidate.getName().equals("getComponentDescriptionDTOs"))
                .findFirst()
                .orElseThrow(NoSuchMethodException::new);
        Object noBundles = Array.newInstance(method.getParameterTypes()[0].getComponentType(), 0);
        return (Collection<?>) method.invoke(runtime, noBundles);
    }

    private static String missing(Object configuration) throws ReflectiveOperationException {
        List<String> names = new ArrayList<>();
        Object references = field(configuration, "unsatisfiedReferences");
        for (int i = 0; i < Array.getLength(references); i++) {
            Object reference = Array.get(references, i);
            Object target = field(reference, "target");
            names.add(field(reference, "name") + (target == null ? "" : " " + target));
        }
        return String.join(", ", names);
    }

    private static String firstLine(Object configuration) throws ReflectiveOperationException {
        return String.valueOf(field(configuration, "failure"))
                .lines()
                .findFirst()
                .orElse("without a reason");
    }

    private static Object field(Object dto, String name) throws ReflectiveOperationException {
        return dto.getClass().getField(name).get(dto);
    }
}
