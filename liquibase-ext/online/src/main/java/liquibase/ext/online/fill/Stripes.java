package liquibase.ext.online.fill;

/**
 * What tells the rows of a page apart, so that each of several passes takes some of them.
 *
 * @param expression an integer
 */
record Stripes(String expression) {
    /** Of any row, wherever it is; spreads the rows of a page by chance. */
    static final Stripes BY_PLACE = new Stripes("pg_catalog.hashtid(ctid)");

    /** A condition to be added for a pass, a power of two in all; the last one takes whatever is left. */
    String and(int pass, int passes) {
        return pass == passes - 1
                ? ""
                : " AND (" + expression + " OPERATOR(pg_catalog.&) " + (passes - 1) + ") OPERATOR(pg_catalog.=) "
                        + pass;
    }
}
