// SPDX-License-Identifier: GPL-3.0-or-later
#include "shorthand.h"

#include "pointer.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Deepest = 32;

QString tr(const char *text) { return QCoreApplication::translate("sm::commandline::Shorthand", text); }

bool isStart(QChar c) { return c > u' ' && !QStringView(u"\"',=[{").contains(c); }
bool isInFirst(QChar c) { return c.isSpace() || (c > u' ' && !QStringView(u"\"',]}").contains(c)); }
bool isInNext(QChar c) { return c.isSpace() || (c > u' ' && !QStringView(u"\"',=").contains(c)); }
bool isKey(QChar c) { return c < u'\x80' && (c.isLetterOrNumber() || QStringView(u"-_.#/:").contains(c)); }

/// The grammar, a function a rule; false: m_made has the error.
class Reader
{
public:
    explicit Reader(const QString &text)
        : m_text(text)
    {
    }

    Shorthand read()
    {
        bool goesOn = pair(m_made.value, {});
        while (goesOn && !atEnd())
            goesOn = expect(u',') && pair(m_made.value, {});
        return m_made;
    }

private:
    /// key=values, key@=file
    bool pair(QJsonObject &into, const QString &path)
    {
        const bool isTop = path.isEmpty();
        const qsizetype from = m_at;
        const QString key = readKey();
        skipBlanks();
        const bool isFile = peek() == u'@';
        m_at += isFile ? 1 : 0;
        QJsonValue value;
        const QString here = path + pointerStep(key);
        if (!expect(u'=') || !(isTop ? topValues(value, here) : innerValues(value, here)))
            return false;
        if (isTop && into.contains(key))
            return fail(tr("\"%1\" is there twice; a blank parts the items of a list.").arg(key), from);
        if (isFile && value.toString().startsWith("file"_L1) && value.toString().contains("://"_L1))
            m_made.files.insert(here, std::exchange(value, u""_s).toString());
        into.insert(key, value);
        return true;
    }

    bool topValues(QJsonValue &value, const QString &path)
    {
        if (peek() == u'[' || peek() == u'{')
            return innerValues(value, path);
        QString first;
        if (!firstValue(first))
            return false;
        skipBlanks();
        if (peek() != u',') {
            value = first;
            return true;
        }
        return moreValues(value, first);
    }

    /// a,b,c is a list up to the comma before the next key.
    bool moreValues(QJsonValue &value, const QString &first)
    {
        QJsonArray list{first};
        while (!atEnd()) {
            const qsizetype comma = m_at++;
            skipBlanks();
            if (atEnd())
                return fail(tr("Something has to follow the last comma."), comma);
            QString next;
            const bool isItem = nextValue(next);
            skipBlanks();
            if (!isItem || (!atEnd() && peek() != u',')) {
                m_at = comma;
                break;
            }
            list << next;
        }
        value = list.size() == 1 ? QJsonValue(first) : list;
        return true;
    }

    bool innerValues(QJsonValue &value, const QString &path)
    {
        if (peek() == u'[')
            return list(value, path);
        if (peek() == u'{')
            return hash(value, path);
        QString text;
        const bool read = firstValue(text);
        value = text;
        return read;
    }

    bool list(QJsonValue &value, const QString &path)
    {
        QJsonArray items;
        const bool read = between(u']', [&] {
            QJsonValue item;
            const bool isItem = innerValues(item, path + u'/' + QString::number(items.size()));
            items << item;
            return isItem;
        });
        value = items;
        return read;
    }

    bool hash(QJsonValue &value, const QString &path)
    {
        QJsonObject members;
        const bool read = between(u'}', [&] { return pair(members, path); });
        value = members;
        return read;
    }

    template <typename Item>
    bool between(QChar close, const Item &item)
    {
        if (m_depth == Deepest)
            return fail(tr("This is nested too deeply."), m_at);
        ++m_depth;
        ++m_at;
        skipBlanks();
        while (peek() != close) {
            if (!item())
                return false;
            skipBlanks();
            if (peek() != close && !expect(u','))
                return false;
        }
        ++m_at;
        --m_depth;
        return true;
    }

    /// May be empty.
    bool firstValue(QString &text)
    {
        if (peek() == u'\'' || peek() == u'"')
            return quoted(text);
        plain(text, isInFirst);
        return true;
    }

    /// False without an error: nothing of the kind is here.
    bool nextValue(QString &text)
    {
        const qsizetype from = m_at;
        if (peek() != u'\'' && peek() != u'"') {
            plain(text, isInNext);
            return m_at > from;
        }
        const bool read = quoted(text);
        m_made.error.clear();
        return read;
    }

    void plain(QString &text, bool (*follows)(QChar))
    {
        for (bool isFirst = true; !atEnd(); isFirst = false) {
            const bool isComma = peek() == u'\\' && peek(1) == u',';
            if (!isComma && !(isFirst ? isStart(peek()) : follows(peek())))
                break;
            text += peek(isComma ? 1 : 0);
            m_at += isComma ? 2 : 1;
        }
        while (!text.isEmpty() && text.back().isSpace())
            text.chop(1);
    }

    bool quoted(QString &text)
    {
        const qsizetype from = m_at;
        const QChar quote = peek();
        for (++m_at; !atEnd() && peek() != quote; ++m_at) {
            m_at += peek() == u'\\' && (peek(1) == quote || peek(1) == u'\\') ? 1 : 0;
            text += peek();
        }
        if (atEnd())
            return fail(tr("A %1 has no other end.").arg(quote), from);
        ++m_at;
        return true;
    }

    QString readKey()
    {
        const qsizetype from = m_at;
        while (!atEnd() && isKey(peek()))
            ++m_at;
        return m_text.mid(from, m_at - from);
    }

    bool expect(QChar wanted)
    {
        skipBlanks();
        if (atEnd())
            return fail(tr("A \"%1\" is missing at the end.").arg(wanted), m_at);
        if (peek() != wanted)
            return fail(tr("\"%1\" belongs here instead of \"%2\".").arg(wanted).arg(peek()), m_at);
        ++m_at;
        skipBlanks();
        return true;
    }

    void skipBlanks()
    {
        while (!atEnd() && peek().isSpace())
            ++m_at;
    }

    bool atEnd() const { return m_at >= m_text.size(); }
    QChar peek(qsizetype ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : QChar(); }

    bool fail(const QString &error, qsizetype at)
    {
        if (m_made.error.isEmpty()) {
            m_made.error = error;
            m_made.errorAt = at;
        }
        return false;
    }

    const QString &m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
    Shorthand m_made;
};

} // namespace

Shorthand readShorthand(const QString &text) { return Reader(text).read(); }

} // namespace sm::commandline
