['one', 'two'].each {
    def json = new groovy.json.JsonSlurper().parse(new File(basedir, "$it/target/liquibase-online/lint.json"))
    assert json.changeSets*.id == [it]
}
assert !new File(basedir, 'target').exists()
