// SPDX-License-Identifier: GPL-3.0-or-later
#include "realsleeper.h"

#include "wakeup.h"

#include <QTimer>

namespace sm::net {

QCoro::Task<Result<void>> RealSleeper::sleep(std::chrono::milliseconds duration, CancelToken token)
{
    Wakeup wakeup;
    token.whenCancelled(&wakeup, [&wakeup] { wakeup.wake(); });
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &wakeup, &Wakeup::wake);
    timer.start(std::max(duration, std::chrono::milliseconds::zero()));

    co_await wakeup;

    if (token.isCancelled())
        co_return Error::cancelled();
    co_return ok();
}

} // namespace sm::net
