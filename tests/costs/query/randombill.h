// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "longsum.h"

#include <QDate>
#include <QMap>
#include <QRandomGenerator>
#include <QStringList>

#include <algorithm>

namespace sm::test {

/// One line of a random bill, and its amount as sign, digits and decimals.
struct RandomCharge
{
    QDate day;
    QString service;
    QString region;
    QString tag;
    bool negative = false;
    QByteArray digits;
    int decimals = 0;
};

/// A bill made of \p seed: CUR, CUR 2.0 or FOCUS, its columns in any order among others, its fields quoted or not, its
/// amounts written in one of the ways in which a decimal number can be written.
class RandomBill
{
public:
    explicit RandomBill(quint32 seed);

    QByteArray csv() const { return m_csv; }
    const QList<RandomCharge> &charges() const { return m_charges; }
    bool isFocus() const { return m_form == Form::Focus; }
    /// A tag in a map is only there where a charge has it; a column of its own always is.
    bool hasTag() const
    {
        return m_form == Form::Legacy || std::any_of(m_charges.begin(), m_charges.end(), [](const RandomCharge &each) {
            return !each.tag.isEmpty();
        });
    }

private:
    enum class Form { Legacy, Cur2, Focus };

    int below(int count) { return m_random.bounded(count); }
    bool once(int in) { return below(in) == 0; }
    template <typename T>
    T oneOf(const QList<T> &values)
    {
        return values.at(below(static_cast<int>(values.size())));
    }

    RandomCharge charge();
    QByteArray digits(int count);
    QByteArray written(const RandomCharge &charge);
    QByteArray plain(const QByteArray &digits, int decimals);
    QByteArray instant(QDate day);
    QByteArray field(const QByteArray &value);
    QMap<QByteArray, QByteArray> fieldsOf(const RandomCharge &charge);
    void write();

    QRandomGenerator m_random;
    Form m_form;
    QList<RandomCharge> m_charges;
    QByteArray m_csv;
};

} // namespace sm::test
