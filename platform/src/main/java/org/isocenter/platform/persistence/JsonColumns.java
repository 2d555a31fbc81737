package org.isocenter.platform.persistence;

import io.quarkus.hibernate.orm.JsonFormat;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;

/** Writes entities' JSON columns in our own form, not in that of the HTTP interface. */
@JsonFormat
@PersistenceUnitExtension
class JsonColumns implements FormatMapper {

    @Override
    public <T> T fromString(CharSequence json, JavaType<T> type, WrapperOptions options) {
        return Json.read(json.toString(), type.getJavaType());
    }

    @Override
    public <T> String toString(T value, JavaType<T> type, WrapperOptions options) {
        return Json.write(value);
    }
}
