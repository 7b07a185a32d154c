//! Python's names for encodings.

use super::single_byte::SingleByte;
use super::{Codec, Scheme};

/// The codec Python knows by `name`, if source files can be read with it here.
///
/// Python has more codecs than these: those that turn ASCII into something else (UTF-16, ROT13)
/// can never read a file with a coding comment, and the old DOS and mainframe code pages are not
/// supported.
pub(crate) fn lookup(name: &str) -> Option<Codec> {
    let normalised = normalise(name);
    let (name, scheme) = match normalised.as_str() {
        "utf_8" | "cp65001" | "u8" | "utf" | "utf8" | "utf8_ucs2" | "utf8_ucs4" => {
            ("utf-8", Scheme::Utf8)
        }
        "ascii" | "646" | "ansi_x3_4_1968" | "ansi_x3_4_1986" | "cp367" | "csascii" | "ibm367"
        | "iso646_us" | "iso_646_irv_1991" | "iso_ir_6" | "us" | "us_ascii" => {
            ("ascii", Scheme::SingleByte(SingleByte::Ascii))
        }
        "latin_1" | "8859" | "cp819" | "csisolatin1" | "ibm819" | "iso8859" | "iso8859_1"
        | "iso_8859_1" | "iso_8859_1_1987" | "iso_ir_100" | "l1" | "latin" | "latin1" => {
            ("iso8859-1", Scheme::SingleByte(SingleByte::Latin1))
        }
        "iso8859_9" | "csisolatin5" | "iso_8859_9" | "iso_8859_9_1989" | "iso_ir_148" | "l5"
        | "latin5" => ("iso8859-9", Scheme::SingleByte(SingleByte::Latin5)),
        "iso8859_11" | "iso_8859_11" | "iso_8859_11_2001" | "thai" => {
            ("iso8859-11", Scheme::SingleByte(SingleByte::Thai))
        }
        "tis_620" | "iso_ir_166" | "tis620" | "tis_620_0" | "tis_620_2529_0" | "tis_620_2529_1" => {
            ("tis-620", Scheme::SingleByte(SingleByte::Tis620))
        }
        other => {
            let (name, encoding) = web(other)?;
            (name, Scheme::Web(encoding))
        }
    };
    Some(Codec::new(name, scheme))
}

/// Encodings that are the web's too.
fn web(name: &str) -> Option<(&'static str, &'static encoding_rs::Encoding)> {
    use encoding_rs as web;
    Some(match name {
        "iso8859_2" | "csisolatin2" | "iso_8859_2" | "iso_8859_2_1987" | "iso_ir_101" | "l2"
        | "latin2" => ("iso8859-2", web::ISO_8859_2),
        "iso8859_3" | "csisolatin3" | "iso_8859_3" | "iso_8859_3_1988" | "iso_ir_109" | "l3"
        | "latin3" => ("iso8859-3", web::ISO_8859_3),
        "iso8859_4" | "csisolatin4" | "iso_8859_4" | "iso_8859_4_1988" | "iso_ir_110" | "l4"
        | "latin4" => ("iso8859-4", web::ISO_8859_4),
        "iso8859_5" | "csisolatincyrillic" | "cyrillic" | "iso_8859_5" | "iso_8859_5_1988"
        | "iso_ir_144" => ("iso8859-5", web::ISO_8859_5),
        "iso8859_6" | "arabic" | "asmo_708" | "csisolatinarabic" | "ecma_114" | "iso_8859_6"
        | "iso_8859_6_1987" | "iso_ir_127" => ("iso8859-6", web::ISO_8859_6),
        "iso8859_7" | "csisolatingreek" | "ecma_118" | "elot_928" | "greek" | "greek8"
        | "iso_8859_7" | "iso_8859_7_1987" | "iso_ir_126" => ("iso8859-7", web::ISO_8859_7),
        "iso8859_8" | "csisolatinhebrew" | "hebrew" | "iso_8859_8" | "iso_8859_8_1988"
        | "iso_ir_138" => ("iso8859-8", web::ISO_8859_8),
        "iso8859_10" | "csisolatin6" | "iso_8859_10" | "iso_8859_10_1992" | "iso_ir_157" | "l6"
        | "latin6" => ("iso8859-10", web::ISO_8859_10),
        "iso8859_13" | "iso_8859_13" | "l7" | "latin7" => ("iso8859-13", web::ISO_8859_13),
        "iso8859_14" | "iso_8859_14" | "iso_8859_14_1998" | "iso_celtic" | "iso_ir_199" | "l8"
        | "latin8" => ("iso8859-14", web::ISO_8859_14),
        "iso8859_15" | "iso_8859_15" | "l9" | "latin9" => ("iso8859-15", web::ISO_8859_15),
        "iso8859_16" | "iso_8859_16" | "iso_8859_16_2001" | "iso_ir_226" | "l10" | "latin10" => {
            ("iso8859-16", web::ISO_8859_16)
        }
        "cp874" => ("cp874", web::WINDOWS_874),
        "cp1250" | "1250" | "windows_1250" => ("cp1250", web::WINDOWS_1250),
        "cp1251" | "1251" | "windows_1251" => ("cp1251", web::WINDOWS_1251),
        "cp1252" | "1252" | "windows_1252" => ("cp1252", web::WINDOWS_1252),
        "cp1253" | "1253" | "windows_1253" => ("cp1253", web::WINDOWS_1253),
        "cp1254" | "1254" | "windows_1254" => ("cp1254", web::WINDOWS_1254),
        "cp1255" | "1255" | "windows_1255" => ("cp1255", web::WINDOWS_1255),
        "cp1256" | "1256" | "windows_1256" => ("cp1256", web::WINDOWS_1256),
        "cp1257" | "1257" | "windows_1257" => ("cp1257", web::WINDOWS_1257),
        "cp1258" | "1258" | "windows_1258" => ("cp1258", web::WINDOWS_1258),
        "cp866" | "866" | "csibm866" | "ibm866" => ("cp866", web::IBM866),
        "koi8_r" | "cskoi8r" => ("koi8-r", web::KOI8_R),
        "koi8_u" => ("koi8-u", web::KOI8_U),
        "mac_roman" | "macintosh" | "macroman" => ("mac-roman", web::MACINTOSH),
        "mac_cyrillic" | "maccyrillic" => ("mac-cyrillic", web::X_MAC_CYRILLIC),
        "shift_jis" | "csshiftjis" | "s_jis" | "shiftjis" | "sjis" | "x_mac_japanese" => {
            ("shift_jis", web::SHIFT_JIS)
        }
        "cp932" | "932" | "ms932" | "ms_kanji" | "mskanji" => ("cp932", web::SHIFT_JIS),
        "euc_jp" | "eucjp" | "u_jis" | "ujis" => ("euc_jp", web::EUC_JP),
        "iso2022_jp" | "csiso2022jp" | "iso2022jp" | "iso_2022_jp" => {
            ("iso2022_jp", web::ISO_2022_JP)
        }
        "gb2312" | "chinese" | "csiso58gb231280" | "euc_cn" | "euccn" | "eucgb2312_cn"
        | "gb2312_1980" | "gb2312_80" | "iso_ir_58" | "x_mac_simp_chinese" => ("gb2312", web::GBK),
        "gbk" | "936" | "cp936" | "ms936" => ("gbk", web::GBK),
        "gb18030" | "gb18030_2000" => ("gb18030", web::GB18030),
        "big5" | "big5_tw" | "csbig5" | "x_mac_trad_chinese" => ("big5", web::BIG5),
        "big5hkscs" | "big5_hkscs" | "hkscs" => ("big5hkscs", web::BIG5),
        "cp950" | "950" | "ms950" => ("cp950", web::BIG5),
        "euc_kr" | "euckr" | "korean" | "ks_c_5601" | "ks_c_5601_1987" | "ks_x_1001"
        | "ksc5601" | "ksx1001" | "x_mac_korean" => ("euc_kr", web::EUC_KR),
        "cp949" | "949" | "ms949" | "uhc" => ("cp949", web::EUC_KR),
        _ => return None,
    })
}

/// Lower case, with each run of punctuation as one underscore.
fn normalise(name: &str) -> String {
    let mut normalised = String::with_capacity(name.len());
    let mut punctuation = false;
    for character in name.chars() {
        if character.is_ascii_alphanumeric() {
            if punctuation && !normalised.is_empty() {
                normalised.push('_');
            }
            punctuation = false;
            normalised.push(character.to_ascii_lowercase());
        } else {
            punctuation = true;
        }
    }
    normalised
}
