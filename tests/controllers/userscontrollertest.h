// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <support/bench.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace sm::test {

inline Error denied()
{
    return Error(Error::Kind::Denied, QStringLiteral("You may not.")).withCode(QStringLiteral("AccessDeniedException"));
}

/// A fresh controller of users for each test function, its table watched by the model tester.
class UsersControllerTest : public QObject
{
    Q_OBJECT

protected:
    std::unique_ptr<Bench> m_bench;

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        m_tester = std::make_unique<QAbstractItemModelTester>(&m_bench->controller.table());
    }
    void cleanup()
    {
        m_tester.reset();
        m_bench.reset();
    }

private:
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

} // namespace sm::test
