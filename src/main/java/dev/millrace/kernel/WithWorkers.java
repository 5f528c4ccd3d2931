package dev.millrace.kernel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.SmartLifecycle;

/** A component whose workers begin when the desk starts, and stop before it does. */
public abstract class WithWorkers implements SmartLifecycle {

    private final List<Worker> workers = new CopyOnWriteArrayList<>();

    protected abstract List<Worker> begin();

    @Override
    public void start() {
        workers.addAll(begin());
    }

    @Override
    public void stop() {
        workers.forEach(Worker::stop);
        workers.clear();
    }

    @Override
    public boolean isRunning() {
        return !workers.isEmpty();
    }
}
