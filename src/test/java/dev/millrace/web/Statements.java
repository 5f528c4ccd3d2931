package dev.millrace.web;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Writes down the statements that the thread of a test sends to the database, those of its session aside. */
@TestComponent
public class Statements implements BeanPostProcessor {

    private final ThreadLocal<List<String>> sent = new ThreadLocal<>();

    public List<String> during(Supplier<?> work) {
        var statements = new ArrayList<String>();
        sent.set(statements);
        try {
            work.get();
        } finally {
            sent.remove();
        }
        return statements;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? new Noted(source) : bean;
    }

    private final class Noted extends DelegatingDataSource {

        Noted(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            var connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                        if (method.getReturnType() == PreparedStatement.class
                                && sent.get() != null
                                && !((String) arguments[0]).contains("spring_session")) {
                            sent.get().add((String) arguments[0]);
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }
}
