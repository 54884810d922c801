/** Programs whose options run code, write files or send data. */
export const optionDangerous =
  /^(.*[\\/])?(git|hg|svn|ssh|scp|rsync|curl|wget|tar|zip|find|awk|sed|ffmpeg|docker|podman|kubectl|helm|aws|gcloud|az|npm|npx|pip3?|uv|node|python[\d.]*|psql|mysql|sqlite3|nmap|openssl|sendmail)(\.exe|\.cmd)?$/;
