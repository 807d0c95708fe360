// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/attendant.h>

#include <functional>

namespace sm::test {

/// Is asked what became of a step, has looked at the world, and says what is there.
class HonestPerson final : public operations::Attendant
{
public:
    /// \p happened tells whether the step has happened by now.
    explicit HonestPerson(std::function<bool()> happened)
        : m_happened(std::move(happened))
    {
    }

    QCoro::Task<Result<Answer>> ask(Question, CancelToken) override
    {
        ++m_asked;
        co_return Answer{
            m_happened() ? QStringLiteral("done") : QStringLiteral("not done"), QStringLiteral("I looked.")};
    }

    int asked() const { return m_asked; }

private:
    std::function<bool()> m_happened;
    int m_asked = 0;
};

} // namespace sm::test
