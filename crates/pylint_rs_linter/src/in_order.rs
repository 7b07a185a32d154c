//! Work done side by side whose outcomes are handed over in order, as soon as they can be.
//!
//! What is done and waits for something before it is bounded: a run over any number of files needs
//! memory for a few. Items are taken in order for the same reason. (Were the largest taken first,
//! the threads would end at the same time, but nothing could be handed over before they do.)

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many outcomes may wait for one before them.
const MOST_AHEAD: usize = 1024;
/// How heavy all that wait may be together, in bytes.
const HEAVIEST: usize = 32 << 20;

/// Takes outcomes, one after the other.
pub trait Taker<R>: Send {
    /// Takes the next outcome; says whether there is any use in more.
    fn take(&mut self, outcome: R) -> ControlFlow<()>;

    /// There is none to take right now.
    fn pause(&mut self) {}
}

/// What is done with items.
pub(crate) struct Work<'a, T, R> {
    /// What makes an outcome of an item, on any thread.
    pub(crate) run: &'a (dyn Fn(T) -> R + Sync),
    /// How many bytes an outcome holds, about.
    pub(crate) weigh: fn(&R) -> usize,
    /// Whether what has not been begun is to be left.
    pub(crate) is_interrupted: &'a AtomicBool,
}

/// Does the work for each item that `feed` hands over, on all threads of the pool, while it goes on
/// feeding.
///
/// After an interruption nothing is begun, and what was begun is finished and handed over. With
/// one thread, or inside the pool, one thing is done after the other.
pub(crate) fn in_order<T: Send, R: Send>(
    feed: impl FnOnce(&mut dyn FnMut(T) -> ControlFlow<()>),
    work: &Work<'_, T, R>,
    taker: &mut dyn Taker<R>,
) {
    if rayon::current_num_threads() == 1 || rayon::current_thread_index().is_some() {
        return feed(&mut |item| {
            if work.is_interrupted.load(Ordering::Relaxed) {
                return ControlFlow::Break(());
            }
            taker.take((work.run)(item))?;
            taker.pause();
            ControlFlow::Continue(())
        });
    }
    let line =
        Line { work, taker: Mutex::new(taker), state: Mutex::default(), changed: Condvar::new() };
    rayon::in_place_scope(|scope| {
        let _end = End(&line);
        let mut has_begun = false;
        feed(&mut |item| {
            let flow = line.add(item);
            if !has_begun {
                has_begun = true;
                scope.spawn_broadcast(|_, _| line.serve());
            }
            flow
        });
    });
}

/// Items and outcomes on their way.
struct Line<'a, T, R> {
    work: &'a Work<'a, T, R>,
    taker: Mutex<&'a mut dyn Taker<R>>,
    state: Mutex<State<T, R>>,
    /// Told when there may be something to do, or nothing any more.
    changed: Condvar,
}

struct State<T, R> {
    /// Items nobody has begun.
    items: VecDeque<T>,
    /// No more items come.
    is_ending: bool,
    /// What is done is of no use any more.
    is_stopped: bool,
    /// Outcomes that were not handed over, from the first on; those that are not there yet are
    /// being worked on.
    outcomes: VecDeque<Option<R>>,
    /// How many were before the first of them.
    handed_over: usize,
    /// How heavy those are that are there.
    weight: usize,
    is_handing_over: bool,
    waiting: usize,
}

impl<T, R> Default for State<T, R> {
    fn default() -> Self {
        Self {
            items: VecDeque::new(),
            is_ending: false,
            is_stopped: false,
            outcomes: VecDeque::new(),
            handed_over: 0,
            weight: 0,
            is_handing_over: false,
            waiting: 0,
        }
    }
}

impl<T, R> Line<'_, T, R> {
    fn lock(&self) -> MutexGuard<'_, State<T, R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, state: &State<T, R>) {
        if state.waiting > 0 {
            self.changed.notify_all();
        }
    }

    fn add(&self, item: T) -> ControlFlow<()> {
        let mut state = self.lock();
        if state.is_stopped || self.work.is_interrupted.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        state.items.push_back(item);
        if state.waiting > 0 {
            self.changed.notify_one();
        }
        ControlFlow::Continue(())
    }

    fn end(&self) {
        let mut state = self.lock();
        state.is_ending = true;
        self.tell(&state);
    }

    fn stop(&self) {
        let mut state = self.lock();
        state.is_stopped = true;
        self.tell(&state);
    }

    /// Works until there is nothing left to do.
    fn serve(&self) {
        let _stop = StopOnPanic(self);
        while let Some((index, item)) = self.next() {
            self.finish(index, (self.work.run)(item));
        }
    }

    fn next(&self) -> Option<(usize, T)> {
        let mut state = self.lock();
        loop {
            if self.work.is_interrupted.load(Ordering::Relaxed) {
                state.items.clear();
                state.is_ending = true;
            }
            if state.is_stopped {
                return None;
            }
            let has_room = state.outcomes.len() < MOST_AHEAD && state.weight < HEAVIEST;
            if has_room && let Some(item) = state.items.pop_front() {
                let index = state.handed_over + state.outcomes.len();
                state.outcomes.push_back(None);
                return Some((index, item));
            }
            if state.is_ending && state.items.is_empty() {
                self.tell(&state);
                return None;
            }
            state.waiting += 1;
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.waiting -= 1;
        }
    }

    /// Puts an outcome in its place, and hands over what has nothing before it, unless another
    /// thread is at it.
    fn finish(&self, index: usize, outcome: R) {
        let mut state = self.lock();
        state.weight += (self.work.weigh)(&outcome);
        let place = index - state.handed_over;
        state.outcomes[place] = Some(outcome);
        if state.is_handing_over {
            return;
        }
        state.is_handing_over = true;
        let mut has_news = false;
        while !state.is_stopped {
            let mut ready = Vec::new();
            while let Some(outcome) = state.outcomes.front_mut().and_then(Option::take) {
                state.outcomes.pop_front();
                state.handed_over += 1;
                ready.push(outcome);
            }
            if ready.is_empty() && !has_news {
                break;
            }
            // Others go on meanwhile; what they finish is looked for in the next round.
            drop(state);
            has_news = !ready.is_empty();
            let weight: usize = ready.iter().map(self.work.weigh).sum();
            let flow = self.hand_over(ready);
            state = self.lock();
            state.weight -= weight;
            state.is_stopped |= flow.is_break();
            self.tell(&state);
        }
        state.is_handing_over = false;
    }

    fn hand_over(&self, outcomes: Vec<R>) -> ControlFlow<()> {
        let mut taker = self.taker.lock().unwrap_or_else(PoisonError::into_inner);
        if outcomes.is_empty() {
            taker.pause();
        }
        outcomes.into_iter().try_for_each(|outcome| taker.take(outcome))
    }
}

/// Ends the line when nothing feeds it any more.
struct End<'a, 'b, T, R>(&'a Line<'b, T, R>);

impl<T, R> Drop for End<'_, '_, T, R> {
    fn drop(&mut self) {
        self.0.end();
    }
}

/// If the work panics, nobody is to wait for its outcome.
struct StopOnPanic<'a, 'b, T, R>(&'a Line<'b, T, R>);

impl<T, R> Drop for StopOnPanic<'_, '_, T, R> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.stop();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    struct Taken {
        outcomes: Vec<usize>,
        enough: usize,
    }

    impl Taker<usize> for Taken {
        fn take(&mut self, outcome: usize) -> ControlFlow<()> {
            self.outcomes.push(outcome);
            if self.outcomes.len() < self.enough {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        }
    }

    fn count_to(count: usize, add: &mut dyn FnMut(usize) -> ControlFlow<()>) {
        let _: ControlFlow<()> = (0..count).try_for_each(add);
    }

    /// What is taken of `count` items, whatever the number of threads.
    fn taken(count: usize, enough: usize, run: &(dyn Fn(usize) -> usize + Sync)) -> Vec<usize> {
        let is_interrupted = AtomicBool::new(false);
        // Heavy enough that some have to wait.
        let work = Work { run, weigh: |_| HEAVIEST / 8, is_interrupted: &is_interrupted };
        let mut taken = Taken { outcomes: Vec::new(), enough };
        in_order(|add| count_to(count, add), &work, &mut taken);
        taken.outcomes
    }

    #[test]
    fn outcomes_are_in_order_whatever_takes_longest() {
        let slow_first = |item| {
            if item % 7 == 0 {
                std::thread::sleep(Duration::from_millis(3));
            }
            item * 2
        };
        let expected: Vec<usize> = (0..200).map(|item| item * 2).collect();
        assert_eq!(taken(200, usize::MAX, &slow_first), expected);
        assert!(taken(0, usize::MAX, &slow_first).is_empty());
    }

    #[test]
    fn nothing_is_handed_over_once_it_is_enough() {
        assert_eq!(taken(100_000, 5, &|item| item), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn what_was_begun_before_an_interruption_is_handed_over() {
        let is_interrupted = AtomicBool::new(false);
        let begun = std::sync::atomic::AtomicUsize::new(0);
        let run = |item| {
            begun.fetch_add(1, Ordering::Relaxed);
            if item == 20 {
                is_interrupted.store(true, Ordering::Relaxed);
            }
            std::thread::sleep(Duration::from_millis(1));
            item
        };
        let work = Work { run: &run, weigh: |_| 1, is_interrupted: &is_interrupted };
        let mut taken = Taken { outcomes: Vec::new(), enough: usize::MAX };
        in_order(|add| count_to(1000, add), &work, &mut taken);
        let begun = begun.into_inner();
        assert!((20..1000).contains(&begun), "{begun}");
        assert_eq!(taken.outcomes, (0..begun).collect::<Vec<_>>());
    }

    #[test]
    fn a_panic_ends_it() {
        let outcome = std::panic::catch_unwind(|| {
            taken(5000, usize::MAX, &|item| if item == 3 { panic!("three") } else { item })
        });
        assert!(outcome.is_err());
    }
}
