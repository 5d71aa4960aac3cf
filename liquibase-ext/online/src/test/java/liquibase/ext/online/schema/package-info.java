/** Writes the XSD and the JSON schema from the metadata of the change types, and checks the committed files. */
@NullMarked
package liquibase.ext.online.schema;

import org.jspecify.annotations.NullMarked;
