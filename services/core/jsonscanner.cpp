// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonscanner.h"

#include <QChar>
#include <QUtf8StringView>

#include <array>
#include <utility>

namespace sm {

namespace {

constexpr int deepest = 512;

bool isSpace(char byte) { return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r'; }
bool isDigit(char byte) { return byte >= '0' && byte <= '9'; }

/// Bytes that end a plain run of a string: the quote, an escape, and what RFC 8259 wants escaped.
constexpr auto endsRun = [] {
    std::array<bool, 256> table{};
    for (size_t byte = 0; byte < 0x20; ++byte)
        table[byte] = true;
    table['"'] = table['\\'] = true;
    return table;
}();

const char *endOfRun(const char *at, const char *end)
{
    while (at != end && !endsRun[static_cast<unsigned char>(*at)])
        ++at;
    return at;
}

const char *endOfDigits(const char *at, const char *end)
{
    while (at != end && isDigit(*at))
        ++at;
    return at;
}

/// RFC 8259, 6: an optional minus, an integer without leading zeros, a fraction, an exponent.
bool isNumber(QByteArrayView text)
{
    const char *at = text.begin();
    const char *const end = text.end();
    at += at != end && *at == '-';
    const char *const whole = at;
    at = endOfDigits(at, end);
    if (at == whole || (*whole == '0' && at - whole > 1))
        return false;
    if (at != end && *at == '.') {
        const char *const fraction = ++at;
        at = endOfDigits(at, end);
        if (at == fraction)
            return false;
    }
    if (at != end && (*at == 'e' || *at == 'E')) {
        ++at;
        at += at != end && (*at == '-' || *at == '+');
        const char *const exponent = at;
        at = endOfDigits(at, end);
        if (at == exponent)
            return false;
    }
    return at == end;
}

void appendUtf8(QByteArray &text, char32_t code)
{
    const auto tail = [code](int shift) { return static_cast<char>(0x80 | ((code >> shift) & 0x3f)); };
    if (code < 0x80) {
        text += static_cast<char>(code);
    } else if (code < 0x800) {
        text += static_cast<char>(0xc0 | (code >> 6));
        text += tail(0);
    } else if (code < 0x10000) {
        text += static_cast<char>(0xe0 | (code >> 12));
        text += tail(6);
        text += tail(0);
    } else {
        text += static_cast<char>(0xf0 | (code >> 18));
        text += tail(12);
        text += tail(6);
        text += tail(0);
    }
}

} // namespace

JsonScanner::JsonScanner(QByteArrayView text)
    : m_at(text.begin())
    , m_end(text.end())
{
    if (!QUtf8StringView(text).isValidUtf8())
        fail();
}

void JsonScanner::fail()
{
    m_failed = true;
    m_at = m_end;
}

/// The next byte that is no space; 0 at the end.
char JsonScanner::peek()
{
    while (m_at != m_end && isSpace(*m_at))
        ++m_at;
    return m_at == m_end ? '\0' : *m_at;
}

bool JsonScanner::take(char byte)
{
    if (m_at == m_end || peek() != byte)
        return false;
    ++m_at;
    return true;
}

JsonScanner::Kind JsonScanner::kind()
{
    switch (peek()) {
    case '{':
        return Kind::Object;
    case '[':
        return Kind::Array;
    case 'n':
        return Kind::Null;
    default:
        return Kind::Scalar;
    }
}

void JsonScanner::enterObject()
{
    if (!take('{'))
        fail();
    m_first = true;
}

void JsonScanner::enterArray()
{
    if (!take('['))
        fail();
    m_first = true;
}

/// Moves past the comma before a member or element; false at the \p end of the object or array.
bool JsonScanner::next(char end)
{
    const bool first = std::exchange(m_first, false);
    if (take(end) || m_failed)
        return false;
    if (!first && !take(','))
        fail();
    return !m_failed;
}

bool JsonScanner::nextMember()
{
    if (!next('}'))
        return false;
    if (peek() != '"')
        fail();
    m_name = string(m_unescapedName);
    if (!take(':'))
        fail();
    return !m_failed;
}

bool JsonScanner::nextElement() { return next(']'); }

QByteArrayView JsonScanner::scalar() { return peek() == '"' ? string(m_unescapedValue) : word(); }

QByteArrayView JsonScanner::word()
{
    const char *const begin = m_at;
    while (m_at != m_end && !isSpace(*m_at) && *m_at != ',' && *m_at != '}' && *m_at != ']')
        ++m_at;
    const QByteArrayView text(begin, m_at);
    if (text == "null")
        return {};
    if (text == "true" || text == "false" || isNumber(text))
        return text;
    fail();
    return {};
}

QByteArrayView JsonScanner::string(QByteArray &unescaped)
{
    if (!take('"'))
        return {};
    const char *const begin = m_at;
    m_at = endOfRun(m_at, m_end);
    const QByteArrayView text
        = m_at != m_end && *m_at == '\\' ? escapedString(begin, unescaped) : QByteArrayView(begin, m_at);
    if (!take('"'))
        fail();
    return m_failed ? QByteArrayView() : text;
}

/// A string that can not be shown where it stands, from \p begin to its quote.
QByteArrayView JsonScanner::escapedString(const char *begin, QByteArray &unescaped)
{
    unescaped = QByteArray(begin, m_at - begin);
    while (m_at != m_end && *m_at == '\\') {
        ++m_at;
        if (!appendEscape(unescaped)) {
            fail();
            return {};
        }
        const char *const run = m_at;
        m_at = endOfRun(m_at, m_end);
        unescaped.append(run, m_at - run);
    }
    return unescaped;
}

bool JsonScanner::appendEscape(QByteArray &text)
{
    static constexpr QByteArrayView letters = "\"\\/bfnrt";
    static constexpr QByteArrayView meanings = "\"\\/\b\f\n\r\t";
    const char letter = m_at == m_end ? '\0' : *m_at++;
    if (letter == 'u') {
        char32_t code = hexDigits();
        if (QChar::isHighSurrogate(code) && m_end - m_at > 1 && m_at[0] == '\\' && m_at[1] == 'u') {
            const char *const second = m_at;
            m_at += 2;
            const char32_t low = hexDigits();
            if (QChar::isLowSurrogate(low))
                code = QChar::surrogateToUcs4(static_cast<char16_t>(code), static_cast<char16_t>(low));
            else
                m_at = second;
        }
        appendUtf8(text, QChar::isSurrogate(code) ? char32_t(QChar::ReplacementCharacter) : code);
        return !m_failed;
    }
    const qsizetype known = letter == '\0' ? -1 : letters.indexOf(letter);
    if (known >= 0)
        text += meanings[known];
    return known >= 0;
}

/// Four of them.
char32_t JsonScanner::hexDigits()
{
    if (m_end - m_at < 4) {
        fail();
        return 0;
    }
    bool isNumber = false;
    const char32_t code = QByteArray(m_at, 4).toUShort(&isNumber, 16);
    m_at += 4;
    if (!isNumber)
        fail();
    return code;
}

void JsonScanner::skip() { skipNested(0); }

void JsonScanner::skipNested(int depth)
{
    if (depth > deepest)
        fail();
    switch (kind()) {
    case Kind::Object:
        enterObject();
        while (nextMember())
            skipNested(depth + 1);
        break;
    case Kind::Array:
        enterArray();
        while (nextElement())
            skipNested(depth + 1);
        break;
    default:
        scalar();
    }
}

bool JsonScanner::finish()
{
    peek();
    return !m_failed && m_at == m_end;
}

} // namespace sm
