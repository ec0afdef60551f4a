package org.tablao.configuration;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;

/** Configurations by Configuration Admin, definitions by the metatype of the bundles. */
@Component(service = AdminConfigurations.class)
public final class AdminConfigurations implements Configurations {

    /** Marks what came from a file; a leading dot keeps it out of the properties of services. */
    static final String MARK = ".tablao.etc";

    private static final String ANY_LOCATION = "?";

    private final BundleContext context;
    private final ConfigurationAdmin admin;
    private final MetaTypeService metatype;

    @Activate
    public AdminConfigurations(
            BundleContext context, @Reference ConfigurationAdmin admin, @Reference MetaTypeService metatype) {
        this.context = context;
        this.admin = admin;
        this.metatype = metatype;
    }

    @Override
    public Optional<Definition> definition(Pid pid) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> (bundle.getState() & (Bundle.UNINSTALLED | Bundle.INSTALLED)) == 0)
                .map(metatype::getMetaTypeInformation)
                .filter(information ->
                        information != null && pids(information, pid).contains(pid.component()))
                .findFirst()
                .map(information -> new Definition(information.getObjectClassDefinition(pid.component(), null)));
    }

    private static List<String> pids(MetaTypeInformation information, Pid pid) {
        String[] pids = pid.isFactory() ? information.getFactoryPids() : information.getPids();
        return pids == null ? List.of() : List.of(pids);
    }

    @Override
    public Map<String, Object> current(Pid pid) throws IOException {
        Dictionary<String, Object> properties = configuration(pid).getProperties();
        Map<String, Object> values = new HashMap<>();
        if (properties != null) {
            for (String key : Collections.list(properties.keys())) {
                values.put(key, properties.get(key));
            }
        }
        return values;
    }

    @Override
    public void set(Pid pid, Map<String, Object> values) throws IOException {
        Hashtable<String, Object> properties = new Hashtable<>(values);
        properties.put(MARK, pid.toString());
        configuration(pid).updateIfDifferent(properties);
    }

    @Override
    public void remove(Pid pid) throws IOException {
        configuration(pid).delete();
    }

    @Override
    public Set<Pid> set() throws IOException {
        try {
            Configuration[] found = admin.listConfigurations("(" + MARK + "=*)");
            return found == null
                    ? Set.of()
                    : Arrays.stream(found)
                            .map(configuration -> Pid.of(
                                    configuration.getProperties().get(MARK).toString()))
                            .collect(Collectors.toSet());
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Configuration configuration(Pid pid) throws IOException {
        return pid.isFactory()
                ? admin.getFactoryConfiguration(pid.component(), pid.instance(), ANY_LOCATION)
                : admin.getConfiguration(pid.component(), ANY_LOCATION);
    }
}
