// SPDX-License-Identifier: GPL-3.0-or-later
#include "canonicalnumber.h"

namespace sm::backups {

namespace {

/// The digits of a number as they stand, and by how many places its point is to the left of their end.
struct Digits
{
    QByteArray digits;
    int places = 0;
    bool isNumber = true;
};

Digits digitsOf(QByteArrayView mantissa)
{
    Digits read;
    bool isFraction = false;
    for (const char each : mantissa) {
        const bool isPoint = each == '.' && !isFraction;
        if (isPoint)
            isFraction = true;
        else if (each >= '0' && each <= '9')
            read.digits += each;
        else
            read.isNumber = false;
        if (isFraction && !isPoint)
            ++read.places;
    }
    read.isNumber = read.isNumber && !read.digits.isEmpty();
    return read;
}

/// Without zeros at either end; those at the right end are moved into \p exponent.
QByteArray stripped(const QByteArray &digits, int &exponent)
{
    qsizetype begin = 0;
    qsizetype end = digits.size();
    while (begin < end && digits[begin] == '0')
        ++begin;
    for (; end > begin && digits[end - 1] == '0'; --end)
        ++exponent;
    return digits.mid(begin, end - begin);
}

} // namespace

QByteArray canonicalNumber(QByteArrayView number)
{
    const bool isSigned = number.startsWith('-') || number.startsWith('+');
    const QByteArrayView plain = isSigned ? number.sliced(1) : number;
    const QByteArray lower = plain.toByteArray().toLower();
    const qsizetype mark = lower.indexOf('e');
    const Digits read = digitsOf(mark < 0 ? QByteArrayView(lower) : QByteArrayView(lower).first(mark));
    bool isExponent = true;
    int exponent = mark < 0 ? 0 : lower.mid(mark + 1).toInt(&isExponent);
    if (!read.isNumber || !isExponent)
        return number.toByteArray();
    exponent -= read.places;
    const QByteArray digits = stripped(read.digits, exponent);
    if (digits.isEmpty())
        return QByteArrayLiteral("0");
    return (number.startsWith('-') ? "-" : "") + digits + 'e' + QByteArray::number(exponent);
}

} // namespace sm::backups
