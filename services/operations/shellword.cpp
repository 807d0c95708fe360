// SPDX-License-Identifier: GPL-3.0-or-later
#include "shellword.h"

#include <QRegularExpression>
#include <QUuid>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString literal(const QString &text)
{
    static const QRegularExpression harmless(u"^[A-Za-z0-9_./:@%+,-][A-Za-z0-9_./:=@%+,-]*$"_s);
    if (harmless.match(text).hasMatch() && !text.endsWith(u'\n'))
        return text;
    return u'\'' + QString(text).remove(QChar::Null).replace(u"'"_s, u"'\\''"_s) + u'\'';
}

} // namespace

ShellWords::ShellWords()
    : m_open(QUuid::createUuid().toString(QUuid::Id128))
    , m_bare(QUuid::createUuid().toString(QUuid::Id128))
    , m_close(QUuid::createUuid().toString(QUuid::Id128))
{
}

QString ShellWords::variable(const QString &name) const { return m_open + name + m_close; }

QString ShellWords::bareVariable(const QString &name) const { return m_bare + variable(name) + m_bare; }

bool ShellWords::beginsWithVariable(const QString &text) const
{
    return text.startsWith(m_open) || text.startsWith(m_bare);
}

QString ShellWords::word(const QString &given) const
{
    QString text = given;
    text.remove(u'"' + m_bare).remove(m_bare + u'"').remove(m_bare);
    QString result;
    qsizetype from = 0;
    for (qsizetype at = text.indexOf(m_open); at >= 0; at = text.indexOf(m_open, from)) {
        if (at > from)
            result += literal(text.mid(from, at - from));
        const qsizetype name = at + m_open.size();
        const qsizetype end = text.indexOf(m_close, name);
        result += u"\"$%1\""_s.arg(text.mid(name, end - name));
        from = end + m_close.size();
    }
    if (from < text.size() || text.isEmpty())
        result += literal(text.mid(from));
    return result;
}

} // namespace sm::operations
