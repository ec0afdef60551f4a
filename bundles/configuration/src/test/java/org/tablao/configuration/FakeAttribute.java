package org.tablao.configuration;

import org.apache.felix.metatype.AD;
import org.osgi.service.metatype.AttributeDefinition;

/** An attribute as Felix reads it from a bundle's metatype. */
record FakeAttribute(AD ad) implements AttributeDefinition {

    static FakeAttribute of(String id, String type, int cardinality, String min, String max) {
        AD ad = new AD();
        ad.setID(id);
        ad.setType(type);
        ad.setCardinality(cardinality);
        ad.setMin(min);
        ad.setMax(max);
        return new FakeAttribute(ad);
    }

    @Override
    public String getName() {
        return ad.getName();
    }

    @Override
    public String getID() {
        return ad.getID();
    }

    @Override
    public String getDescription() {
        return ad.getDescription();
    }

    @Override
    public int getCardinality() {
        return ad.getCardinality();
    }

    @Override
    public int getType() {
        return ad.getType();
    }

    @Override
    public String[] getOptionValues() {
        return ad.getOptionValues();
    }

    @Override
    public String[] getOptionLabels() {
        return ad.getOptionLabels();
    }

    @Override
    public String validate(String value) {
        return ad.validate(value);
    }

    @Override
    public String[] getDefaultValue() {
        return ad.getDefaultValue();
    }
}
