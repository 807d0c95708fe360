// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/result.h>

#include <QCoroTask>
#include <QHash>
#include <QList>

#include <functional>
#include <memory>
#include <optional>

namespace sm::net {
class Wakeup;
}

namespace sm::costs {

/// When several want the same done at the same time, it is done once, and all wait for it.
class Flights
{
public:
    /// Its token is cancelled when nobody waits any more.
    using Work = std::function<QCoro::Task<Result<void>>(CancelToken unwanted)>;

    Flights();
    ~Flights();
    Q_DISABLE_COPY_MOVE(Flights)

    /// Returns when work of this \p name is done; begins \p work where none is under way. The work goes on by itself,
    /// so \p token ends only the waiting, at once.
    /// \error as the work; Kind::Cancelled \p token was cancelled
    QCoro::Task<Result<void>> join(QString name, Work work, CancelToken token);

private:
    struct Flight
    {
        std::optional<Result<void>> outcome;
        QList<net::Wakeup *> waiting;
        CancelSource unwanted;
    };

    QCoro::Task<void> fly(QString name, std::shared_ptr<Flight> flight, Work work);
    static QCoro::Task<void> wait(std::shared_ptr<Flight> flight, CancelToken token);

    QHash<QString, std::shared_ptr<Flight>> m_flights;
};

} // namespace sm::costs
