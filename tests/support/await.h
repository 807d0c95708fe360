// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoroTask>
#include <QElapsedTimer>
#include <QTest>

#include <chrono>
#include <optional>

namespace sm::test {

/// Runs the event loop until \p task is done; nothing when \p limit passes first, and then the test goes on.
template <typename T>
std::optional<T> await(QCoro::Task<T> task, std::chrono::milliseconds limit = std::chrono::seconds(10))
{
    auto result = std::make_shared<std::optional<T>>();
    auto keep = [](QCoro::Task<T> inner, std::shared_ptr<std::optional<T>> slot) -> QCoro::Task<void> {
        slot->emplace(co_await inner);
    };
    auto running = keep(std::move(task), result);
    QDeadlineTimer deadline(limit);
    while (!result->has_value() && !deadline.hasExpired())
        QTest::qWait(result->has_value() ? 0 : 1);
    return std::move(*result);
}

} // namespace sm::test
