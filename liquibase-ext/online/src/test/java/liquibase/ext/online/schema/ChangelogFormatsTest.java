package liquibase.ext.online.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Set;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.exception.LiquibaseException;
import liquibase.ext.online.Changelog;
import liquibase.ext.online.change.AddColumnOnlineChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangelogFormatsTest {
    private static final String HEAD = """
            <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                xmlns:online="%s"
                xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                    http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd
                    %s">
            """;
    private static final String NAMESPACE = "https://liquibase-online.github.io/xml/ns/online";
    private static final String SCHEMA = "https://liquibase-online.github.io/xml/ns/online/liquibase-online-0.1.xsd";

    /** Every change type, with every kind of nested element. */
    private static final String EVERY_CHANGE = """
            <changeSet id="1" author="tester">
                <online:addColumnOnline schemaName="public" tableName="product" lockTimeout="1s" batchSize="100" pause="5ms">
                    <column name="sku" type="varchar(20)" defaultValue="it's" remarks="Stock keeping unit">
                        <constraints nullable="false" unique="true" uniqueConstraintName="product_sku_key"/>
                    </column>
                    <column name="category_id" type="bigint" valueComputed="id % 7">
                        <constraints references="category(id)" foreignKeyName="fk" deferrable="true"/>
                    </column>
                    <column name="active" type="boolean" defaultValueBoolean="true"/>
                    <column name="ratio" type="numeric" defaultValueNumeric="1.5">
                        <constraints checkConstraint="ratio &gt; 0"/>
                    </column>
                </online:addColumnOnline>
            </changeSet>
            <changeSet id="2" author="tester">
                <online:backfillInBatches tableName="product" batchSize="500" maxPasses="9">
                    <column name="sku" valueComputed="'PROD-' || id"/>
                    <where>sku IS NULL AND :name &lt; :value AND note = ?</where>
                    <whereParams>
                        <param name="id" valueComputed="(SELECT 9)"/>
                        <param value="x"/>
                    </whereParams>
                </online:backfillInBatches>
            </changeSet>
            <changeSet id="3" author="tester">
                <online:addUniqueConcurrently tableName="product" columnNames="shop_id, sku" constraintName="sku_uniq"
                    include="title" nullsNotDistinct="true" deferrable="true" initiallyDeferred="true" tablespace="fast"
                    partitioned="true" lockBudget="1h"/>
            </changeSet>
            <changeSet id="4" author="tester">
                <online:setNotNullValidated tableName="product" columnName="sku" defaultNullValue="none"
                    constraintName="sku_not_null"/>
            </changeSet>
            <changeSet id="5" author="tester">
                <online:createIndexConcurrently tableName="product" indexName="product_title" unique="true" using="btree"
                    where="id &gt; 0" include="sku" with="fillfactor = 70" nullsNotDistinct="true">
                    <column name="lower(title)" computed="true"/>
                    <column name="id" descending="true"/>
                </online:createIndexConcurrently>
            </changeSet>
            <changeSet id="dropIndex" author="tester">
                <online:dropIndexConcurrently tableName="product" indexName="product_title" partitioned="true"/>
            </changeSet>
            <changeSet id="delete" author="tester">
                <online:deleteInBatches tableName="product" archiveTo="old_product" archiveSchemaName="old" allowCascade="true"
                    allowUnindexedReferences="true" batchSize="500">
                    <where>sku IS NULL AND id &lt; ?</where>
                    <whereParams>
                        <param value="9"/>
                    </whereParams>
                </online:deleteInBatches>
            </changeSet>
            <changeSet id="dropConstraint" author="tester">
                <online:dropConstraintOnline baseTableSchemaName="public" baseTableName="product" constraintName="fk"/>
            </changeSet>
            <changeSet id="dropColumn" author="tester">
                <online:dropColumnOnline tableName="product">
                    <column name="sku"/>
                    <column name="title"/>
                </online:dropColumnOnline>
            </changeSet>
            <changeSet id="dropTable" author="tester">
                <online:dropTableOnline tableName="product" cascadeConstraints="true" lockBudget="1h"/>
            </changeSet>
            <changeSet id="sql" author="tester">
                <online:onlineSql allowBlocking="it is small" endDelimiter=";" lockTimeout="1s">CREATE INDEX i ON product (sku)</online:onlineSql>
            </changeSet>
            <changeSet id="primaryKey" author="tester">
                <online:addPrimaryKeyConcurrently schemaName="public" tableName="line" columnNames="order_id, n"
                    constraintName="line_pk" tablespace="fast" forIndexName="line_i" partitioned="true" smallTable="0"/>
            </changeSet>
            <changeSet id="check" author="tester">
                <online:addCheckValidated schemaName="public" tableName="product" constraintName="product_price_check"
                    constraintBody="price &gt; 0" lockTimeout="1s"/>
            </changeSet>
            <changeSet id="foreignKey" author="tester">
                <online:addForeignKeyValidated baseTableSchemaName="public" baseTableName="line" baseColumnNames="order_id"
                    constraintName="line_order_fk" referencedTableSchemaName="public" referencedTableName="orders"
                    referencedColumnNames="id" onDelete="CASCADE" onUpdate="SET NULL" deferrable="true" initiallyDeferred="true"
                    validate="false" lockTimeout="1s"/>
            </changeSet>
            """;

    private static String xml(String namespace, String schemaLocation, String changeSets) {
        return HEAD.formatted(namespace, schemaLocation) + changeSets + "</databaseChangeLog>";
    }

    private static List<ChangeSet> everyChange() throws LiquibaseException {
        return Changelog.parse("xml", xml(NAMESPACE, NAMESPACE + " " + SCHEMA, EVERY_CHANGE))
                .getChangeSets();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SCHEMA,
                "http://liquibase-online.github.io/xml/ns/online/liquibase-online-0.1.xsd",
                "https://Liquibase-Online.GitHub.io/xml/ns/online/Liquibase-Online-0.1.xsd"
            })
    void theXmlSchemaComesFromTheJar(String address) throws LiquibaseException {
        assertThat(Changelog.changes(Changelog.parse("xml", xml(NAMESPACE, NAMESPACE + " " + address, EVERY_CHANGE))))
                .hasSize(ChangeType.all().size());
    }

    @Test
    void everyChangeTypeHasItsExample() throws LiquibaseException {
        assertThat(everyChange())
                .flatExtracting(ChangeSet::getChanges)
                .extracting(Change::getSerializedObjectName)
                .containsExactlyInAnyOrderElementsOf(
                        ChangeType.all().stream().map(ChangeType::name).toList());
    }

    @Test
    void aWrongAttributeInXmlIsAnErrorWithItsLine() {
        String text = xml(NAMESPACE, NAMESPACE + " " + SCHEMA, """
                <changeSet id="1" author="tester">
                    <online:setNotNullValidated tableName="product"
                        colunmName="sku"/>
                </changeSet>
                """);
        assertThatThrownBy(() -> Changelog.parse("xml", text))
                .hasMessageContaining("line 9")
                .hasMessageContaining("colunmName");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<online:addColumnOnline tableName=\"product\"/>",
                "<online:addUniqueConcurrently tableName=\"product\"/>",
                "<online:addUniqueConcurrently tableName=\"p\" columnNames=\"a\" nullsNotDistinct=\"maybe\"/>",
                "<online:setNotNullValidated columnName=\"sku\"/>"
            })
    void theXmlSchemaRefuses(String change) {
        String text = xml(
                NAMESPACE,
                NAMESPACE + " " + SCHEMA,
                "<changeSet id=\"1\" author=\"tester\">" + change + "</changeSet>");
        assertThatThrownBy(() -> Changelog.parse("xml", text)).hasMessageContaining("line 7");
    }

    @Test
    void theXmlSchemaAcceptsChangelogParametersForFlags() throws LiquibaseException {
        String text = xml(NAMESPACE, NAMESPACE + " " + SCHEMA, """
                <property name="nulls" value="true"/>
                <changeSet id="1" author="tester">
                    <online:addUniqueConcurrently tableName="p" columnNames="a" nullsNotDistinct="${nulls}"/>
                </changeSet>
                """);
        assertThat(Changelog.changes(Changelog.parse("xml", text)).get(0))
                .extracting("nullsNotDistinct")
                .isEqualTo(true);
    }

    @Test
    void theExtensionNamespaceOfLiquibaseWorksAsWell() throws LiquibaseException {
        String namespace = "http://www.liquibase.org/xml/ns/dbchangelog-ext";
        assertThat(checkSums(Changelog.parse(
                                "xml",
                                xml(
                                        namespace,
                                        namespace + " http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-ext.xsd",
                                        EVERY_CHANGE))
                        .getChangeSets()))
                .isEqualTo(checkSums(everyChange()));
    }

    @Test
    void ourNamespaceWorksWithoutALocationOfItsSchema() throws LiquibaseException {
        assertThat(checkSums(
                        Changelog.parse("xml", xml(NAMESPACE, "", EVERY_CHANGE)).getChangeSets()))
                .isEqualTo(checkSums(everyChange()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xml", "yaml", "json"})
    void whatLiquibaseWritesReadsBackAsTheSameChange(String format) throws LiquibaseException {
        List<ChangeSet> before = everyChange();
        List<ChangeSet> after =
                Changelog.parse(format, Changelog.write(format, before)).getChangeSets();
        assertThat(checkSums(after)).isEqualTo(checkSums(before));
        assertThat(after)
                .flatExtracting(ChangeSet::getChanges)
                .extracting(change -> Changelog.write("yaml", List.of(change.getChangeSet())))
                .isEqualTo(before.stream()
                        .map(changeSet -> Changelog.write("yaml", List.of(changeSet)))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "json"})
    void theJsonSchemaAcceptsEveryChange(String format) throws LiquibaseException {
        assertThat(problems(format, Changelog.write(format, everyChange()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{tableName: product, colunmName: sku}",
                "{tableName: product}",
                "{tableName: product, columnName: sku, partitioned: maybe}",
                "{tableName: product, columnName: [sku]}"
            })
    void theJsonSchemaRefuses(String attributes) {
        assertThat(problems("yaml", yaml("setNotNullValidated: " + attributes)))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.getInstanceLocation().toString())
                        .startsWith("$.databaseChangeLog[0].changeSet.changes[0].setNotNullValidated"));
    }

    @Test
    void theJsonSchemaLooksIntoColumnsAndTheirConstraints() {
        String change =
                "addColumnOnline: {tableName: p, columns: [{column: {name: a, typ: int, constraints: {nulable: false}}}]}";
        assertThat(problems("yaml", yaml(change)))
                .extracting(ValidationMessage::getProperty)
                .containsExactlyInAnyOrder("typ", "nulable");
    }

    @Test
    void theJsonSchemaLeavesOtherChangesToOthers() {
        assertThat(problems("yaml", yaml("createTable: {anything: goes}"))).isEmpty();
    }

    @Test
    void theJsonSchemaLooksIntoRollbacks() {
        String text = yaml("createTable: {}") + "    rollback: [{setNotNullValidated: {}}]\n";
        assertThat(problems("yaml", text)).hasSize(2);
    }

    @Test
    void anAttributeNobodyKnowsIsRefusedInYamlWithoutASchema() {
        Change change = Changelog.change("setNotNullValidated: {tableName: product, columnNam: sku}");
        assertThat(change.validate(Changelog.postgres(17)).getErrorMessages())
                .anySatisfy(message -> assertThat(message).contains("did you mean columnName?"));
    }

    @Test
    void tuningIsNotPartOfTheCheckSum() {
        Change slow = Changelog.change("addColumnOnline: {tableName: p, batchSize: 7, pause: 1s, lockTimeout: 9s,"
                + " lockBudget: 2h, maxPasses: 3, partitioned: true, columns: [{column: {name: a, type: int}}]}");
        Change fast = Changelog.change("addColumnOnline: {tableName: p, columns: [{column: {name: a, type: int}}]}");
        assertThat(slow).isInstanceOf(AddColumnOnlineChange.class);
        assertThat(slow.generateCheckSum()).isEqualTo(fast.generateCheckSum());
    }

    private static String yaml(String change) {
        return """
                databaseChangeLog:
                - changeSet:
                    id: 1
                    author: tester
                    changes:
                    - %s
                """.formatted(change);
    }

    private static List<String> checkSums(List<ChangeSet> changeSets) {
        return changeSets.stream()
                .flatMap(changeSet -> changeSet.getChanges().stream())
                .map(change -> change.generateCheckSum().toString())
                .toList();
    }

    private static Set<ValidationMessage> problems(String format, String text) {
        var resource =
                ChangelogFormatsTest.class.getResourceAsStream("/liquibase-online/liquibase-online-0.1.schema.json");
        return JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(java.util.Objects.requireNonNull(resource))
                .validate(text, format.equals("json") ? InputFormat.JSON : InputFormat.YAML);
    }
}
