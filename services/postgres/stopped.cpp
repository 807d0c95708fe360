// SPDX-License-Identifier: GPL-3.0-or-later
#include "stopped.h"

#include <QCoreApplication>
#include <QLocale>

namespace sm::postgres {

using namespace Qt::Literals::StringLiterals;

Error stopped(Waiter::Stop why, std::chrono::milliseconds limit)
{
    if (why != Waiter::Stop::Limit)
        return Error::cancelled();
    return Error(Error::Kind::Timeout,
        QCoreApplication::translate(
            "sm::postgres", "The database took longer than %1 seconds. Ask for less, or allow more time.")
            .arg(QLocale().toString(std::chrono::duration<double>(limit).count(), 'g', 3)))
        .withCode(u"Limit"_s);
}

} // namespace sm::postgres
