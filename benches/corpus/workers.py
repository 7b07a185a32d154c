"""Work on many threads and processes, what it costs, and modules that are loaded late."""

import cProfile
import functools
import gc
import importlib
import importlib.abc
import importlib.machinery
import io
import multiprocessing
import pdb
import pstats
import queue
import sys
import threading
import time
import tracemalloc
import weakref
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from contextlib import contextmanager

_lock = threading.Lock()
_counter = 0
_results = {}


class Worker(threading.Thread):
    """Takes functions from a queue until it is told to stop."""

    instances = []

    def __init__(self, jobs, name=None):
        super().__init__(name=name)
        self.setDaemon(True)
        self.jobs = jobs
        self.stopped = threading.Event()
        self.error = None
        Worker.instances.append(self)

    def run(self):
        global _counter
        while not self.stopped.is_set():
            try:
                function, args = self.jobs.get(timeout=0.1)
            except queue.Empty:
                continue
            try:
                result = function(*args)
                _counter += 1
                _results[id(function)] = result
            except Exception as error:
                self.error = error
            finally:
                self.jobs.task_done()

    def stop(self):
        self.stopped.set()


class Pool:
    """A few workers on one queue."""

    def __init__(self, size=4):
        self.jobs = queue.Queue()
        self.workers = [Worker(self.jobs, f"worker-{i}") for i in range(size)]
        self.observers = weakref.WeakSet()
        for worker in self.workers:
            worker.start()

    def submit(self, function, *args):
        _lock.acquire()
        self.jobs.put((function, args))
        _lock.release()

    def join(self):
        while not self.jobs.empty():
            time.sleep(0.01)
        for worker in self.workers:
            worker.stop()
            worker.join()
            if worker.error is not None:
                raise worker.error

    @functools.cached_property
    def size(self):
        return len(self.workers)

    @functools.lru_cache(maxsize=None)
    def share(self, total):
        return total // self.size


class Late(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds modules that are made when they are first asked for."""

    def __init__(self, makers):
        self.makers = makers

    def find_spec(self, fullname, path, target=None):
        if fullname in self.makers:
            return importlib.machinery.ModuleSpec(fullname, self)
        return None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.__dict__.update(self.makers[module.__name__]())


@contextmanager
def profiled(limit=20):
    profile = cProfile.Profile()
    profile.enable()
    try:
        yield profile
    finally:
        profile.disable()
        stream = io.StringIO()
        pstats.Stats(profile, stream=stream).sort_stats("cumulative").print_stats(limit)
        print(stream.getvalue())


@contextmanager
def memory(label):
    tracemalloc.start()
    gc.disable()
    yield
    gc.enable()
    gc.collect()
    current, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print("%s: %d now, %d at most" % (label, current, peak))


def square(number):
    return number * number


def in_processes(numbers, size=None):
    with ProcessPoolExecutor(max_workers=size) as pool:
        futures = {pool.submit(square, number): number for number in numbers}
        return {futures[future]: future.result() for future in as_completed(futures)}


def in_threads(functions):
    results = []
    with ThreadPoolExecutor() as pool:
        for function in functions:
            results.append(pool.submit(lambda: function()))
    return [result.result() for result in results]


def apart(function, *args):
    process = multiprocessing.Process(target=function, args=args)
    process.start()
    process.join(10)
    if process.exitcode:
        pdb.set_trace()
    return process.exitcode


def install(makers):
    sys.meta_path.insert(0, Late(makers))
    module = importlib.import_module(next(iter(makers)))
    importlib.reload(module)
    sys.path.append("/opt/shop")
    return module
