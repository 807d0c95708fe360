// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "problem.h"

#include <QList>

namespace sm::runbooks {

/// What was found wrong while a file is read: all of it, up to a number that a person would still look at.
class Problems
{
public:
    static constexpr int most = 50;

    void add(const Place &place, const QString &message);
    bool isEmpty() const { return m_list.isEmpty(); }
    /// In the order of the file.
    QList<Problem> inOrder() const;

private:
    QList<Problem> m_list;
};

} // namespace sm::runbooks
