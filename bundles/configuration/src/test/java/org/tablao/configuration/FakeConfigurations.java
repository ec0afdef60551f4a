package org.tablao.configuration;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.ObjectClassDefinition;

/** Configurations in memory, of components that are known one by one. */
final class FakeConfigurations implements Configurations {

    final Map<Pid, Map<String, Object>> values = new ConcurrentHashMap<>();
    final LinkedBlockingQueue<Pid> changes = new LinkedBlockingQueue<>();
    private final Map<String, Definition> definitions = new ConcurrentHashMap<>();

    void know(String component, AttributeDefinition... attributes) {
        definitions.put(component, new Definition(new Attributes(attributes)));
    }

    @Override
    public Optional<Definition> definition(Pid pid) {
        return Optional.ofNullable(definitions.get(pid.component()));
    }

    @Override
    public Map<String, Object> current(Pid pid) {
        return values.getOrDefault(pid, Map.of());
    }

    @Override
    public void set(Pid pid, Map<String, Object> wanted) {
        values.put(pid, wanted);
        changes.add(pid);
    }

    @Override
    public void remove(Pid pid) {
        values.remove(pid);
        changes.add(pid);
    }

    @Override
    public Set<Pid> set() {
        return Set.copyOf(values.keySet());
    }

    private record Attributes(AttributeDefinition[] all) implements ObjectClassDefinition {
        @Override
        public String getName() {
            return "";
        }

        @Override
        public String getID() {
            return "";
        }

        @Override
        public String getDescription() {
            return "";
        }

        @Override
        public AttributeDefinition[] getAttributeDefinitions(int filter) {
            return all;
        }

        @Override
        public InputStream getIcon(int size) {
            return InputStream.nullInputStream();
        }
    }
}
