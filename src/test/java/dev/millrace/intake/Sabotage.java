package dev.millrace.intake;

import org.springframework.jdbc.core.simple.JdbcClient;

/** A trigger that does damage once, whatever is rolled back; gone when closed. */
record Sabotage(JdbcClient db, String table) implements AutoCloseable {

    static Sabotage of(JdbcClient db, String verb, String table, String damage) {
        return always(db, verb, table, "if nextval('public.sabotage') = 1 then %s; end if".formatted(damage));
    }

    static Sabotage always(JdbcClient db, String verb, String table, String damage) {
        db.sql("create sequence public.sabotage").update();
        db.sql("""
                create function public.sabotage() returns trigger language plpgsql as $$
                begin
                    %s;
                    return new;
                end $$
                """.formatted(damage)).update();
        db.sql("create trigger sabotage before %s on %s for each row execute function public.sabotage()"
                        .formatted(verb, table))
                .update();
        return new Sabotage(db, table);
    }

    @Override
    public void close() {
        db.sql("drop trigger sabotage on " + table).update();
        db.sql("drop function public.sabotage()").update();
        db.sql("drop sequence public.sabotage").update();
    }
}
