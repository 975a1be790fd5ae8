// Workers: the threads that carry requests out, behind a queue with an end.
// In go jobs; out comes whether there was a place for it. Where there is none the caller says so to
// the client at once instead of letting everybody wait longer and longer.
// It knows nothing of HTTP.
//   if (!workers.submit([connection] { … })) refuse(connection);
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tally::server::http {

class Workers {
 public:
  Workers(std::size_t threads, std::size_t queue_max);
  /// Finishes what is queued.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  bool submit(std::function<void()> job);
  /// True where a job waits for a worker.
  bool is_queued();
  void stop();

 private:
  void run();
  std::size_t queue_max_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace tally::server::http
